package cloister.cc.dwarf;

import cloister.asm.report.Span;
import cloister.cc.assemble.Assembled;
import cloister.cc.assemble.Assembled.Place;
import cloister.cc.code.Debug;
import cloister.cc.tree.Symbol;
import cloister.cc.type.Qualified;
import java.util.ArrayList;
import java.util.List;

/** The entries of a translation unit: functions, blocks, variables (DWARF 4, chapters 3 and 4). */
final class UnitEntries {
  private final Entry unit = new Entry(Dwarf.TAG_COMPILE_UNIT);
  private final Assembled assembled;
  private final Debug debug;
  private final SourceFiles files;
  private final Labels labels;
  private final Types types;
  private final Locations locations;
  private final CodeRanges ranges;

  /** Functions and blocks with where they are in the source, for what is declared in them. */
  private final List<Owner> owners = new ArrayList<>();

  private record Owner(Entry entry, Span from, Span to) {
    boolean holds(Span span) {
      boolean here = span.file().equals(from.file()) && span.file().equals(to.file());
      return here && compare(from, span) <= 0 && compare(span, to) <= 0;
    }

    private static int compare(Span a, Span b) {
      return a.line() != b.line()
          ? Integer.compare(a.line(), b.line())
          : Integer.compare(a.column(), b.column());
    }
  }

  UnitEntries(Assembled assembled, Debug debug, SourceFiles files, Labels labels) {
    this.assembled = assembled;
    this.debug = debug;
    this.files = files;
    this.labels = labels;
    types = new Types(unit, files);
    locations = new Locations(labels);
    ranges = new CodeRanges(labels);
  }

  SectionBytes locationLists() {
    return locations.lists();
  }

  SectionBytes rangeLists() {
    return ranges.lists();
  }

  Entry build(DebugInformation.Source source) {
    unit.with(Dwarf.AT_PRODUCER, DebugInformation.PRODUCER)
        .with(Dwarf.AT_LANGUAGE, source.assembly() ? Dwarf.LANG_ASSEMBLER : Dwarf.LANG_C99)
        .with(Dwarf.AT_NAME, source.name())
        .with(Dwarf.AT_COMP_DIR, source.folder());
    ranges.unit(unit, assembled);
    unit.with(Dwarf.AT_STMT_LIST, new Value.Offset(DebugSection.LINE, 0));
    types.typedefs(debug.typedefs());
    debug.functions().forEach(this::function);
    debug.globals().forEach(this::object);
    types.finish();
    return unit;
  }

  private void function(Debug.Function function) {
    Entry entry = unit.child(Dwarf.TAG_SUBPROGRAM);
    Symbol.Function symbol = function.function();
    entry.with(Dwarf.AT_NAME, symbol.name());
    if (!symbol.internal()) {
      entry.flag(Dwarf.AT_EXTERNAL);
    }
    files.declare(entry, function.span());
    if (symbol.type().prototype()) {
      entry.flag(Dwarf.AT_PROTOTYPED);
    }
    types.set(entry, Qualified.plain(symbol.type().result()));
    ranges.function(entry, function);
    entry.with(Dwarf.AT_FRAME_BASE, Locations.frameBase());
    owners.add(new Owner(entry, function.span(), function.end()));
    body(entry, function);
  }

  private void body(Entry entry, Debug.Function function) {
    Place start = labels.place(function.symbol());
    for (Debug.Variable variable : function.variables()) {
      if (variable.parameter()) {
        variable(entry.child(Dwarf.TAG_FORMAL_PARAMETER), variable, start);
      }
    }
    if (function.function().type().variadic()) {
      entry.child(Dwarf.TAG_UNSPECIFIED_PARAMETERS);
    }
    List<Entry> blocks = blocks(entry, function, start);
    for (Debug.Variable variable : function.variables()) {
      if (!variable.parameter() && !variable.name().isEmpty()) {
        boolean body = variable.scope() == Debug.Scope.BODY;
        Entry owner = body ? entry : blocks.get(variable.scope());
        variable(owner.child(Dwarf.TAG_VARIABLE), variable, start);
      }
    }
  }

  /** The entries of the function's blocks; what no code is left of stays out of the tree. */
  private List<Entry> blocks(Entry entry, Debug.Function function, Place start) {
    List<Debug.Scope> scopes = function.scopes();
    List<Entry> entries = new ArrayList<>();
    scopes.forEach(_ -> entries.add(new Entry(Dwarf.TAG_LEXICAL_BLOCK)));
    for (int i = 0; i < scopes.size(); i++) {
      Debug.Scope scope = scopes.get(i);
      int around = around(scopes, i);
      Entry owner = around < 0 ? entry : entries.get(around);
      if (ranges.hasCode(scope)) {
        ranges.block(entries.get(i), scope, start);
        owner.children().add(entries.get(i));
        owners.add(new Owner(entries.get(i), scope.from(), scope.to()));
      }
    }
    return entries;
  }

  /** The smallest block around another one, or -1. */
  private static int around(List<Debug.Scope> scopes, int inner) {
    int best = -1;
    for (int i = 0; i < scopes.size(); i++) {
      boolean holds = i != inner && holds(scopes.get(i), scopes.get(inner));
      if (holds && (best < 0 || holds(scopes.get(best), scopes.get(i)))) {
        best = i;
      }
    }
    return best;
  }

  private static boolean holds(Debug.Scope outer, Debug.Scope inner) {
    Owner owner = new Owner(null, outer.from(), outer.to());
    return owner.holds(inner.from()) && owner.holds(inner.to());
  }

  private void variable(Entry entry, Debug.Variable variable, Place functionStart) {
    entry.with(Dwarf.AT_NAME, variable.name());
    files.declare(entry, variable.from());
    types.set(entry, variable.type());
    locations
        .of(variable.places(), functionStart)
        .ifPresent(place -> entry.with(Dwarf.AT_LOCATION, place));
  }

  /** A static object; one of a block belongs there. */
  private void object(Symbol.Variable variable) {
    if (variable.name().isEmpty() || labels.find(variable.assemblerName()).isEmpty()) {
      return;
    }
    boolean external = variable.storage() == Symbol.Storage.EXTERNAL;
    Entry owner = external ? unit : owner(variable.span());
    Entry entry = owner.child(Dwarf.TAG_VARIABLE).with(Dwarf.AT_NAME, variable.name());
    files.declare(entry, variable.span());
    types.set(entry, variable.type());
    if (external) {
      entry.flag(Dwarf.AT_EXTERNAL);
    }
    entry.with(Dwarf.AT_LOCATION, Locations.at(labels.place(variable.assemblerName())));
  }

  /** Blocks come behind the functions and blocks that they are in. */
  private Entry owner(Span span) {
    Entry owner = unit;
    for (Owner one : owners) {
      owner = one.holds(span) ? one.entry() : owner;
    }
    return owner;
  }
}
