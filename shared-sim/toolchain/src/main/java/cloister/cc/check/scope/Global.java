package cloister.cc.check.scope;

import cloister.asm.report.Span;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import java.util.Optional;

/** Something with linkage: all its declarations together (C11 6.2.2). */
public final class Global {
  private final Symbol symbol;
  private Span span;
  private boolean defined;
  private boolean tentative;
  private boolean weak;
  private boolean used;
  private boolean keep;
  private boolean implicit;
  private String section = "";
  private String alias = "";
  private Optional<Format> format = Optional.empty();
  private Optional<String> deprecated = Optional.empty();
  private Optional<Program.Forbidden> forbidden = Optional.empty();

  public Global(Symbol symbol, Span span) {
    this.symbol = symbol;
    this.span = span;
  }

  public Symbol symbol() {
    return symbol;
  }

  /** Of the definition, or else of the latest declaration. */
  public Span span() {
    return span;
  }

  public void seenAt(Span place) {
    span = defined ? span : place;
  }

  public boolean defined() {
    return defined;
  }

  public void define(Span place) {
    span = place;
    defined = true;
  }

  /** True for an object without an initializer that may get one later (6.9.2). */
  public boolean tentative() {
    return tentative;
  }

  public void makeTentative() {
    tentative = true;
  }

  public boolean weak() {
    return weak;
  }

  public void makeWeak() {
    weak = true;
  }

  public boolean used() {
    return used;
  }

  public void use() {
    used = true;
  }

  /** True when it stays although nobody uses it. */
  public boolean keep() {
    return keep;
  }

  public void keepAlways() {
    keep = true;
  }

  /** True for a function that was called before it was declared. */
  public boolean implicit() {
    return implicit;
  }

  public void makeImplicit() {
    implicit = true;
  }

  /** What it is another name for, or empty. */
  public String alias() {
    return alias;
  }

  public void aliasOf(String target) {
    alias = target;
  }

  public String section() {
    return section;
  }

  public void placeIn(String name) {
    section = name;
  }

  public Optional<Format> format() {
    return format;
  }

  public void format(Format rule) {
    format = Optional.of(rule);
  }

  public Optional<String> deprecated() {
    return deprecated;
  }

  public void deprecate(String text) {
    deprecated = Optional.of(text);
  }

  /** What is said of its calls. */
  public Optional<Program.Forbidden> forbidden() {
    return forbidden;
  }

  public void forbid(Program.Forbidden rule) {
    forbidden = Optional.of(rule);
  }
}
