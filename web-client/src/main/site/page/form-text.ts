/** What stands in a form's field of this name; files and missing fields are no text. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
