import { desk } from "./desk";
import { map } from "./map";
import { mapping } from "./mapping";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const zh = { ...shell, ...rooms, ...map, ...mapping, ...desk };
