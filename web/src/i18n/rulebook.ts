// Loaded with the room 法规: its words, in both languages.
import { i18n } from ".";
import { rulebook as en } from "./en/rulebook";
import { rulebook as zh } from "./zh/rulebook";

i18n.global.mergeLocaleMessage("zh", zh);
i18n.global.mergeLocaleMessage("en", en);
