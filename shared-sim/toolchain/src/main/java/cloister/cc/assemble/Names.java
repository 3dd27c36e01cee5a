package cloister.cc.assemble;

import cloister.asm.report.Span;
import cloister.cc.code.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is said about symbols while an object is assembled. */
final class Names {
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Item.Binding> bindings = new LinkedHashMap<>();
  private final Map<String, Description> descriptions = new TreeMap<>();
  private final Set<String> hidden = new TreeSet<>();
  private final Map<String, Item.Common> commons = new LinkedHashMap<>();
  private final Map<String, Item.Equate> equates = new LinkedHashMap<>();
  private final Map<String, Span> spans = new TreeMap<>();
  private final Map<String, Item.Distance> distances = new LinkedHashMap<>();

  /** A symbol's kind, with its size or where that is measured to. */
  record Description(boolean function, int size, Place end) {}

  /** False when the label is there already. */
  boolean label(String name, Place place) {
    return places.putIfAbsent(name, place) == null;
  }

  void bind(String symbol, Item.Binding binding) {
    bindings.put(symbol, binding);
  }

  void describe(Item.SymbolInfo info, Place here) {
    Description known = descriptions.get(info.symbol());
    boolean kindOnly = info.size() == Item.SymbolInfo.UNKNOWN;
    boolean function = known != null && !kindOnly ? known.function() : info.function();
    descriptions.put(info.symbol(), new Description(function, kindOnly ? 0 : info.size(), here));
  }

  /** A local symbol whose room has its place. */
  void object(Item.Common common, Place place) {
    label(common.symbol(), place);
    descriptions.put(common.symbol(), new Description(false, common.bytes(), place));
  }

  void hide(String symbol) {
    hidden.add(symbol);
  }

  boolean isHidden(String symbol) {
    return hidden.contains(symbol);
  }

  void common(Item.Common common) {
    commons.put(common.symbol(), common);
  }

  void equate(Item.Equate equate, Span span) {
    equates.put(equate.symbol(), equate);
    spans.put(equate.symbol(), span);
  }

  /** True for one that is worth another one, which may be of another file. */
  boolean isAlias(String symbol) {
    Item.Equate equate = equates.get(symbol);
    return equate != null && !equate.other().isEmpty();
  }

  /** Where it was said what a symbol is worth. */
  Span span(String symbol) {
    return spans.get(symbol);
  }

  void distance(Item.Distance distance) {
    distances.put(distance.symbol(), distance);
  }

  Map<String, Item.Distance> distances() {
    return distances;
  }

  Map<String, Place> places() {
    return places;
  }

  Map<String, Item.Binding> bindings() {
    return bindings;
  }

  Map<String, Item.Common> commons() {
    return commons;
  }

  Map<String, Item.Equate> equates() {
    return equates;
  }

  Item.Binding binding(String symbol) {
    return bindings.getOrDefault(symbol, Item.Binding.LOCAL);
  }

  Description description(String symbol) {
    return descriptions.get(symbol);
  }

  static boolean isTemporary(String symbol) {
    return symbol.startsWith(".L");
  }
}
