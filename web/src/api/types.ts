// Short names for the shapes of api/openapi.yaml; the shapes themselves are generated (src/api/schema.d.ts).
import type { components, paths } from "./schema";

type Schemas = components["schemas"];
export type Text = Schemas["Text"];
export type Problem = Schemas["Problem"];
export type Role = Schemas["Role"];
export type Person = Schemas["Person"];
export type Session = Schemas["Session"];
export type Stock = Schemas["Stock"];
export type Milestone = Schemas["Milestone"];
export type Contradiction = Schemas["Contradiction"];
export type Status = Schemas["Status"];
export type Division = Status["divisions"][number];
export type CurvePoint = Schemas["CurvePoint"];
export type Parcel = Schemas["Parcel"];
export type ParcelList = Schemas["ParcelList"];
export type Explanation = Schemas["Explanation"];
export type Items = Schemas["Items"];
export type Finding = Schemas["Finding"];
export type Reason = Finding["reasons"][number];
export type Approval = Schemas["Approval"];
export type Rulebook = Schemas["Rulebook"];
export type LawDocument = Schemas["LawDocument"];
export type LawArticle = LawDocument["articles"][number];
export type LawParameter = Schemas["LawParameter"];
export type LawTable = Schemas["LawTable"];
export type LawProof = Schemas["LawProof"];
export type LawFault = Schemas["LawFault"];
export type Recorded = Schemas["Recorded"];
export type Entry = Schemas["Entry"];
export type ImportedFile = Schemas["ImportedFile"];
export type SheetReport = Schemas["SheetReport"];
export type Mapping = Schemas["Mapping"];
export type ImportKind = paths["/api/v1/import-fields"]["get"]["responses"][200]["content"]["application/json"]["kinds"][number];
export type MapInfo = paths["/api/v1/map"]["get"]["responses"][200]["content"]["application/json"];
export type System = Schemas["System"];
export type Backup = Schemas["Backup"];

/** A cell of the account, a posting and a version of a record, as GET /parcel gives them (docs/ledger.md). */
export interface Cell {
  origin: string;
  holder: string;
  account: string;
  area_m2: number;
}
export interface Posting {
  on: string;
  counted_on: string | null;
  from: Omit<Cell, "area_m2">;
  to: Omit<Cell, "area_m2">;
  area_m2: number;
  rule: string;
  record: string;
  entry: string;
}
export interface Version {
  entry: string;
  kind: string;
  key: string;
  version: number;
  change: "new" | "correct" | "amend" | "retract";
  state: "proposed" | "approved" | "rejected";
  effective: string | null;
  recorded_at: string;
  actor: string;
  reason: string;
  source: { file?: string; sheet?: string; cell?: string; entry?: string };
  record?: Record<string, unknown>;
}
export interface Group {
  by: string;
  key: string;
  parcels: number;
  unsupplied_m2: number;
}
/** What the book notes about the things a statement touches (src/service/record). */
export interface Note {
  code: string;
  subject: string;
  facts: Record<string, string>;
}
export interface Picture {
  cells?: Cell[];
  findings?: Note[];
}
