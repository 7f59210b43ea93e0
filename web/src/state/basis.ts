// The one drawer that answers "why": findings with rule, article and facts, or an entry with its source's cells.
import { defineStore } from "pinia";
import { ref } from "vue";
import type { Finding } from "@/api/types";

export interface PlainBasis {
  title: string;
  article: string;
  facts: { fact: string; value: string }[];
  note?: string;
}

export const useBasis = defineStore("basis", () => {
  const open = ref(false);
  const title = ref("");
  const parcel = ref("");
  const rules = ref<string[]>([]);
  const findings = ref<Finding[]>([]);
  const plain = ref<PlainBasis | null>(null);
  const entry = ref("");

  function clear(): void {
    parcel.value = entry.value = "";
    rules.value = [];
    findings.value = [];
    plain.value = null;
  }
  return {
    open,
    title,
    parcel,
    rules,
    findings,
    plain,
    entry,
    /** Everything the law said about one parcel. */
    ofParcel(id: string, name: string): void {
      clear();
      parcel.value = id;
      title.value = name || id;
      open.value = true;
    },
    ofFinding(finding: Finding): void {
      clear();
      findings.value = [finding];
      title.value = finding.rule;
      open.value = true;
    },
    ofFigure(basis: PlainBasis): void {
      clear();
      plain.value = basis;
      title.value = basis.title;
      open.value = true;
    },
    ofEntry(id: string): void {
      clear();
      entry.value = id;
      title.value = id;
      open.value = true;
    },
  };
});
