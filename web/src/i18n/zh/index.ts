import { desk } from "./desk";
import { map } from "./map";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const zh = { ...shell, ...rooms, ...map, ...desk };
