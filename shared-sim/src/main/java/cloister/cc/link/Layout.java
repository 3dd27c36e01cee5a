package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.Script.Expression;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries a script out: gives every input section its output section and its address. */
final class Layout {
  private static final Span NOWHERE = new Span("", 1, 1, 0);
  private static final String HERE = ".";

  private final Script script;
  private final Resolution resolution;
  private final Diagnostics diagnostics;
  private final int headerBytes;
  private final List<OutputSection> outputs = new ArrayList<>();
  private final Map<String, Long> symbols = new TreeMap<>();
  private final Set<String> scripted = new TreeSet<>();
  private long here;
  private int order;
  private boolean last;

  Layout(Script script, Resolution resolution, Diagnostics diagnostics, int headerBytes) {
    this.script = script;
    this.resolution = resolution;
    this.diagnostics = diagnostics;
    this.headerBytes = headerBytes;
  }

  /** Twice, since an expression may ask for what comes later. */
  void layOut() {
    gather();
    place();
    last = true;
    place();
  }

  List<OutputSection> outputs() {
    return outputs;
  }

  /** Symbols that the script defines, with their values. */
  Map<String, Long> symbols() {
    return symbols;
  }

  private OutputSection output(String name) {
    for (OutputSection one : outputs) {
      if (one.name.equals(name)) {
        return one;
      }
    }
    OutputSection made = new OutputSection(name);
    outputs.add(made);
    return made;
  }

  /** Who goes where; what no pattern takes gets a section of its own name behind the others. */
  private void gather() {
    for (Script.Statement statement : script.statements()) {
      if (statement instanceof Script.Output output) {
        scripted.add(output.name());
        for (Script.Content content : output.contents()) {
          if (content instanceof Script.Inputs inputs) {
            gather(output(output.name()), inputs);
          }
        }
      }
    }
    for (InputSection input : resolution.allSections()) {
      boolean kept = input.section.type() != Elf.SHT_NOTE && !input.dropped;
      if (input.output == null && kept && input.section.sizeBytes() > 0) {
        take(output(input.section.name()), input);
      }
    }
    for (OutputSection output : outputs) {
      if (output.name.equals("/DISCARD/")) {
        output.inputs.forEach(input -> input.dropped = true);
      }
    }
    outputs.removeIf(output -> output.name.equals("/DISCARD/"));
  }

  private void gather(OutputSection output, Script.Inputs inputs) {
    List<InputSection> found = new ArrayList<>();
    if (inputs.together()) {
      for (InputSection input : resolution.allSections()) {
        if (inputs.sections().stream().anyMatch(pattern -> matches(inputs, pattern, input))) {
          found.add(input);
        }
      }
    } else {
      for (String pattern : inputs.sections()) {
        for (InputSection input : resolution.allSections()) {
          if (matches(inputs, pattern, input) && !found.contains(input)) {
            found.add(input);
          }
        }
      }
    }
    if (inputs.sorted()) {
      found.sort((a, b) -> a.section.name().compareTo(b.section.name()));
    }
    found.forEach(input -> take(output, input));
  }

  private static boolean matches(Script.Inputs inputs, String pattern, InputSection input) {
    return input.output == null
        && !input.dropped
        && Pattern.matches(pattern, input.section.name())
        && Pattern.matches(inputs.file(), input.object.name())
        && inputs.excluded().stream().noneMatch(file -> Pattern.matches(file, input.object.name()));
  }

  private static void take(OutputSection output, InputSection input) {
    input.output = output;
    output.inputs.add(input);
    output.alignment = Math.max(output.alignment, input.section.alignment());
  }

  private void place() {
    here = 0;
    order = 0;
    for (OutputSection output : outputs) {
      output.placed = false;
    }
    for (Script.Statement statement : script.statements()) {
      switch (statement) {
        case Script.Assign assign -> assign(assign);
        case Script.Output output -> place(output);
        case Script.Assert check -> check(check);
      }
    }
    for (OutputSection output : outputs) {
      if (!output.placed) {
        placeOrphan(output);
      }
    }
    outputs.sort((a, b) -> Integer.compare(a.order, b.order));
  }

  /** A section that the script does not name. */
  private void placeOrphan(OutputSection output) {
    here = output.isAllocated() ? align(here, output.alignment) : 0;
    output.address = (int) here;
    output.loadAddress = output.address;
    place(output, List.of());
  }

  /** Orphans of one kind follow the last section of this kind that the script names. */
  private void placeOrphansAfter(OutputSection named) {
    for (OutputSection output : List.copyOf(outputs)) {
      boolean orphan = !output.placed && !scripted.contains(output.name);
      if (orphan && output.isAllocated() && host(output) == named) {
        placeOrphan(output);
      }
    }
  }

  private OutputSection host(OutputSection orphan) {
    OutputSection host = null;
    for (OutputSection output : outputs) {
      boolean alike =
          output.flags() == orphan.flags()
              && output.hasBytes() == orphan.hasBytes()
              && !output.inputs.isEmpty();
      host = scripted.contains(output.name) && alike ? output : host;
    }
    return host;
  }

  private void place(Script.Output written) {
    if (written.name().equals("/DISCARD/")) {
      return;
    }
    OutputSection output = output(written.name());
    if (written.address().isPresent()) {
      here = value(written.address().get());
    }
    int boundary = output.alignment;
    if (written.align().isPresent()) {
      boundary = Math.max(boundary, (int) value(written.align().get()));
    }
    here = written.address().isPresent() ? here : align(here, boundary);
    output.address = (int) here;
    output.loadAddress = written.load().map(load -> (int) value(load)).orElse(output.address);
    place(output, written.contents());
    placeOrphansAfter(output);
  }

  private void place(OutputSection output, List<Script.Content> contents) {
    output.placed = true;
    output.order = order++;
    long start = here;
    List<InputSection> left = new ArrayList<>(output.inputs);
    for (Script.Content content : contents) {
      switch (content) {
        case Script.Assign assign -> {
          if (assign.symbol().equals(HERE)) {
            // Within a section the location counter counts from the section's start.
            here = Math.max(here, start + relative(assign.value(), start));
          } else {
            assign(assign);
          }
        }
        case Script.Inputs inputs -> {
          for (InputSection input : List.copyOf(left)) {
            if (wouldMatch(inputs, input)) {
              place(input, start);
              left.remove(input);
            }
          }
        }
        case Script.Number number -> here += number.bytes();
      }
    }
    left.forEach(input -> place(input, start));
    output.sizeBytes = (int) (here - start);
    bounds(output);
    if (!output.isAllocated()) {
      here = start;
    }
  }

  /** A section whose name could be one in C has symbols at both ends (ld manual, 3.5.6). */
  private void bounds(OutputSection output) {
    boolean name = Character.isLetter(output.name.charAt(0)) || output.name.charAt(0) == '_';
    for (int i = 0; i < output.name.length(); i++) {
      char c = output.name.charAt(i);
      name &= c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
    if (name) {
      bound("__start_" + output.name, output.address);
      bound("__stop_" + output.name, output.end());
    }
  }

  private void bound(String symbol, int address) {
    if (resolution.isWanted(symbol) && !resolution.definitions().containsKey(symbol)) {
      symbols.put(symbol, address & 0xFFFFFFFFL);
    }
  }

  private long relative(Expression value, long start) {
    long absolute = here;
    here = absolute - start;
    long result = value(value);
    here = absolute;
    return result;
  }

  private static boolean wouldMatch(Script.Inputs inputs, InputSection input) {
    return inputs.sections().stream()
            .anyMatch(pattern -> Pattern.matches(pattern, input.section.name()))
        && Pattern.matches(inputs.file(), input.object.name());
  }

  private void place(InputSection input, long start) {
    here = align(here, input.section.alignment());
    input.offset = (int) (here - start);
    here += input.section.sizeBytes();
  }

  private void assign(Script.Assign assign) {
    if (assign.symbol().equals(HERE)) {
      here = value(assign.value());
      return;
    }
    boolean defined = resolution.definitions().containsKey(assign.symbol());
    boolean wanted = resolution.isWanted(assign.symbol());
    if (!assign.provided() || wanted && !defined) {
      symbols.put(assign.symbol(), value(assign.value()));
    }
  }

  private void check(Script.Assert check) {
    if (last && value(check.condition()) == 0) {
      diagnostics.error(NOWHERE, LinkComplaint.asserted(check.text()));
    }
  }

  private static long align(long value, long boundary) {
    return boundary <= 1 ? value : (value + boundary - 1) / boundary * boundary;
  }

  private long value(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant -> constant.value();
      case Expression.Symbol symbol -> symbol(symbol.name());
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Conditional choice ->
          value(value(choice.condition()) != 0 ? choice.then() : choice.otherwise());
      case Expression.Align align -> align(value(align.value()), value(align.boundary()));
      case Expression.OfSection of -> ofSection(of);
      case Expression.Defined defined ->
          symbols.containsKey(defined.symbol())
                  || resolution.definitions().containsKey(defined.symbol())
              ? 1
              : 0;
      case Expression.SizeOfHeaders _ -> headerBytes;
    };
  }

  private long symbol(String name) {
    if (name.equals(HERE)) {
      return here;
    }
    Long known = symbols.get(name);
    if (known != null) {
      return known;
    }
    Optional<Integer> address = Addresses.of(resolution.definitions().get(name));
    if (address.isEmpty() && last) {
      diagnostics.error(NOWHERE, LinkComplaint.scriptSymbol(name));
    }
    return address.orElse(0) & 0xFFFFFFFFL;
  }

  private long unary(Expression.Unary unary) {
    long value = value(unary.operand());
    return switch (unary.operator()) {
      case "-" -> -value;
      case "~" -> ~value;
      case "!" -> value == 0 ? 1 : 0;
      default -> value;
    };
  }

  private long binary(Expression.Binary binary) {
    long left = value(binary.left());
    long right = value(binary.right());
    boolean divides = binary.operator().equals("/") || binary.operator().equals("%");
    if (divides && right == 0) {
      if (last) {
        diagnostics.error(NOWHERE, LinkComplaint.scriptDivision());
      }
      return 0;
    }
    return switch (binary.operator()) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "%" -> left % right;
      case "&" -> left & right;
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "<<" -> left << right;
      case ">>" -> left >>> right;
      case "==" -> left == right ? 1 : 0;
      case "!=" -> left != right ? 1 : 0;
      case "<" -> left < right ? 1 : 0;
      case "<=" -> left <= right ? 1 : 0;
      case ">" -> left > right ? 1 : 0;
      case ">=" -> left >= right ? 1 : 0;
      case "&&" -> left != 0 && right != 0 ? 1 : 0;
      case "||" -> left != 0 || right != 0 ? 1 : 0;
      default -> throw new IllegalStateException(binary.operator());
    };
  }

  private long ofSection(Expression.OfSection of) {
    for (OutputSection output : outputs) {
      if (output.name.equals(of.section())) {
        return switch (of.function()) {
          case "SIZEOF" -> output.sizeBytes;
          case "LOADADDR" -> output.loadAddress & 0xFFFFFFFFL;
          case "ALIGNOF" -> output.alignment;
          default -> output.address & 0xFFFFFFFFL;
        };
      }
    }
    return 0;
  }
}
