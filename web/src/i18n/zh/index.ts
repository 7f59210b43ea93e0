import { desk } from "./desk";
import { rooms } from "./rooms";
import { shell } from "./shell";

export const zh = { ...shell, ...rooms, ...desk };
