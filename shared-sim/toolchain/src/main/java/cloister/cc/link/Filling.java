package cloister.cc.link;

import cloister.cc.link.OutputSection.Piece;
import cloister.cc.link.script.Script;

/** Puts the contents of one output section behind each other: inputs, data, and gaps. */
final class Filling {
  private static final long MOST_BYTES = 1L << 31;

  private final Script.Output written;
  private final OutputSection output;
  private final Evaluator evaluator;
  private final Progress progress;
  private final long start;
  private final long inputAlign;
  private byte[] fill;

  Filling(Script.Output written, OutputSection output, Evaluator evaluator, Progress progress) {
    this.written = written;
    this.output = output;
    this.evaluator = evaluator;
    this.progress = progress;
    start = progress.here;
    inputAlign =
        written.placement().inputAlign().map(one -> evaluator.value(one).absolute()).orElse(0L);
    fill = written.placement().fill();
  }

  /** From the location counter on, which then stands behind. */
  void fill() {
    output.pieces.clear();
    progress.enter(output);
    for (Script.Content content : written.contents()) {
      add(content);
    }
    for (InputSection input : output.inputs()) {
      if (input.taker.isEmpty()) {
        place(input);
      }
    }
    long size = progress.here - start;
    if (size > MOST_BYTES || size < 0) {
      progress.error(written.span(), LinkComplaint.tooLarge());
      progress.here = start;
    }
    output.sizeBytes = (int) (progress.here - start);
    progress.leave(output);
    bounds();
  }

  private void add(Script.Content content) {
    switch (content) {
      case Script.Assign assign when assign.movesHere() -> move(assign);
      case Script.Assign assign -> {
        if (progress.counts(assign)) {
          progress.assign(assign, evaluator.value(assign.value()));
        }
      }
      case Script.Assert check -> evaluator.check(check);
      case Script.Fill pattern -> fill = pattern.pattern();
      case Script.Number number ->
          add(bytes(evaluator.value(number.value()).absolute(), number.bytes()));
      case Script.Text text -> add(text.bytes());
      case Script.Inputs inputs -> {
        for (InputSection input : output.inputs()) {
          if (input.taker.isPresent() && input.taker.get() == inputs) {
            place(input);
          }
        }
      }
    }
  }

  private static byte[] bytes(long value, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return bytes;
  }

  private void add(byte[] bytes) {
    add(new Piece(offset(), bytes.length, false, bytes));
  }

  private void add(Piece piece) {
    output.pieces.add(piece);
    progress.here += piece.sizeBytes();
  }

  private int offset() {
    return (int) (progress.here - start);
  }

  /** Within a section a plain number counts from its start, and the counter only goes on. */
  private void move(Script.Assign assign) {
    Value value = evaluator.value(assign.value());
    long target = value.plain() ? start + value.number() : value.absolute();
    if (target < progress.here || target - start > MOST_BYTES) {
      progress.error(assign.span(), LinkComplaint.backwards());
    } else {
      gap(target);
    }
  }

  private void gap(long target) {
    if (target > progress.here) {
      add(new Piece(offset(), (int) (target - progress.here), true, fill));
    }
  }

  private void place(InputSection input) {
    long boundary = inputAlign > 0 ? inputAlign : input.section.alignment();
    gap(Evaluator.align(progress.here, boundary));
    input.offset = offset();
    progress.here += input.section.sizeBytes();
  }

  /** A section whose name could be one in C has symbols at both ends (ld manual, 3.5.6). */
  private void bounds() {
    boolean name = !output.name.isEmpty() && !Character.isDigit(output.name.charAt(0));
    for (int i = 0; i < output.name.length(); i++) {
      char c = output.name.charAt(i);
      name &= c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
    if (name) {
      progress.provide("__start_" + output.name, Value.within(output, 0));
      progress.provide("__stop_" + output.name, Value.within(output, output.sizeBytes));
    }
  }
}
