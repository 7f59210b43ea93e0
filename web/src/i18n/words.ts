// Codes to words in the language of the screen. A code without a word is shown as it is: nothing is hidden.
import { computed } from "vue";
import { useI18n } from "vue-i18n";
import type { Text } from "@/api/types";
import { fields as fieldsEn } from "./en/fields";
import { terms as termsEn } from "./en/terms";
import { fields as fieldsZh } from "./zh/fields";
import { terms as termsZh } from "./zh/terms";

export type TermGroup = keyof typeof termsZh;

export function useWords() {
  const { locale, t } = useI18n();
  const zh = computed(() => locale.value === "zh");

  function term(group: TermGroup, code: string | null | undefined): string {
    if (!code) return "";
    const words: Record<string, string> = (zh.value ? termsZh : termsEn)[group];
    return words[code] ?? code;
  }
  function field(name: string): string {
    const words: Record<string, string> = zh.value ? fieldsZh : fieldsEn;
    return words[name] ?? name;
  }
  function says(text: Partial<Text> | null | undefined): string {
    if (!text) return "";
    return (zh.value ? text.zh : text.en) ?? text.zh ?? text.en ?? "";
  }
  return { t, zh, term, field, says };
}
