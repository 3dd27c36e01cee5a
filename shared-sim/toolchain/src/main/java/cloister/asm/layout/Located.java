package cloister.asm.layout;

import cloister.asm.parse.Statement;
import cloister.asm.report.Span;

/**
 * A statement and where it comes from.
 *
 * @param cause the line as written; for a macro's statements, that of the outermost call
 * @param macro the macro that was called, or the empty text
 */
record Located(Statement statement, Span cause, String macro) {}
