package cloister.cc.syntax;

import java.util.List;

/** A translation unit (C11 6.9). */
public record Source(List<Declaration> declarations) {}
