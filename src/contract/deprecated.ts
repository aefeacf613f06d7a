/** What people read of something that is deprecated. */
export function noteDeprecated(isDeprecated: boolean | undefined, description: string): string {
  return isDeprecated ? ['**Deprecated.**', description].filter(Boolean).join(' ') : description;
}
