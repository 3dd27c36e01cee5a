package cloister.asm.report;

import cloister.message.Message;

/** Something to tell the programmer about a place in the source. */
public record Problem(Span span, Message message) {}
