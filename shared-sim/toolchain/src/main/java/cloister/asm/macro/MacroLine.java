package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import java.util.List;

/**
 * A line without macros.
 *
 * @param cause the line as written, or the macro call that made it
 * @param macro the macro that was called, or the empty text
 */
public record MacroLine(List<Token> tokens, Span cause, String macro) {}
