import type { zh } from "../zh";
import { desk } from "./desk";
import { map } from "./map";
import { mapping } from "./mapping";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const en: typeof zh = { ...shell, ...rooms, ...map, ...mapping, ...desk };
