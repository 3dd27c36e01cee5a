package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.Optional;

/** {@code _Static_assert} (C11 6.7.10); the text is optional as in later editions. */
public record StaticAssertion(
    Expression condition, Optional<Expression.StringLiteral> text, Span span) {}
