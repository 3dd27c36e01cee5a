/** Whether a terminal has been written to since somebody has seen so much of it. */
export const unread = (length: number, seen: number | undefined): boolean => length > (seen ?? 0);
