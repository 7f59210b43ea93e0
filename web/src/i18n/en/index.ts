import type { zh } from "../zh";
import { desk } from "./desk";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const en: typeof zh = { ...shell, ...rooms, ...desk };
