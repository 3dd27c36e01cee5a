package cloister.cc.syntax;

import cloister.asm.report.Span;

/** A type as it stands in a cast or after {@code sizeof} (C11 6.7.7). */
public record TypeName(Specifiers specifiers, Declarator declarator, Span span) {}
