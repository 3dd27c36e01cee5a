package cloister.cc.check.scope;

import cloister.asm.report.Span;

/** A name that has been declared, and whether anybody used it. */
public final class Binding {
  private final String name;
  private final Named meaning;
  private final Span span;
  private boolean used;

  public Binding(String name, Named meaning, Span span) {
    this.name = name;
    this.meaning = meaning;
    this.span = span;
  }

  public String name() {
    return name;
  }

  public Named meaning() {
    return meaning;
  }

  public Span span() {
    return span;
  }

  public boolean used() {
    return used;
  }

  public void use() {
    used = true;
  }
}
