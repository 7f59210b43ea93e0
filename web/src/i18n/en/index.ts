import type { zh } from "../zh";
import { desk } from "./desk";
import { map } from "./map";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const en: typeof zh = { ...shell, ...rooms, ...map, ...desk };
