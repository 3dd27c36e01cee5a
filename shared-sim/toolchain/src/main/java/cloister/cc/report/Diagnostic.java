package cloister.cc.report;

import cloister.asm.report.Span;
import cloister.message.Message;

/** Something to tell the programmer about a place in a source. */
public record Diagnostic(Severity severity, Span span, Message message) {}
