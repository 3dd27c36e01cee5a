package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts small functions in the place of their calls, callees first (Muchnick, 15.2); what says
 * {@code always_inline} at every level.
 */
final class Inlining {
  private static final int SMALL = 12;

  /** No larger than the call. */
  private static final int TINY = 3;

  private static final int ASKED_FOR = 40;
  private static final int CALLED_ONCE = 150;
  private static final int LARGEST_CALLER = 4000;
  private static final int DEEPEST = 200;

  private final IrModule module;
  private final int level;
  private final Consumer<IrFunction> afterwards;
  private final Map<String, IrFunction> functions = new LinkedHashMap<>();
  private final Map<String, Integer> mentions;
  private final Set<IrFunction> begun = new LinkedHashSet<>();
  private final Set<IrFunction> ready = new LinkedHashSet<>();

  /**
   * @param level of optimisation, 0 to 2
   * @param afterwards what else happens to each function, before its callers take it in
   */
  Inlining(IrModule module, int level, Consumer<IrFunction> afterwards) {
    this.module = module;
    this.level = level;
    this.afterwards = afterwards;
    mentions = References.counts(module);
    for (IrFunction function : module.functions()) {
      functions.put(function.symbol().assemblerName(), function);
    }
  }

  void run() {
    module.functions().forEach(function -> prepare(function, 0));
  }

  /** A function that is still being prepared calls itself in the end, and stays a call. */
  private void prepare(IrFunction function, int depth) {
    if (depth > DEEPEST || !begun.add(function)) {
      return;
    }
    References.in(
        function,
        symbol -> {
          IrFunction callee = functions.get(symbol);
          if (callee != null) {
            prepare(callee, depth + 1);
          }
        });
    inline(function);
    afterwards.accept(function);
    ready.add(function);
  }

  private void inline(IrFunction caller) {
    List<BasicBlock> placed = new ArrayList<>();
    List<BasicBlock> open = new ArrayList<>(caller.blocks());
    boolean any = false;
    for (BasicBlock block : open) {
      placed.add(block);
      BasicBlock at = block;
      for (int i = 0; i < at.instructions().size(); i++) {
        if (at.instructions().get(i).operation() instanceof Operation.Call call
            && callee(call).filter(callee -> isWanted(callee, call, size(placed))).isPresent()) {
          IrFunction callee = callee(call).get();
          InlinedBody body = new InlinedBody(caller, callee, call, at, i);
          body.insert();
          placed.addAll(body.blocks());
          at = body.after();
          placed.add(at);
          i = -1;
          any = true;
        }
      }
    }
    if (any) {
      caller.blocks().clear();
      caller.blocks().addAll(placed);
    }
  }

  private Optional<IrFunction> callee(Operation.Call call) {
    return call.callee() instanceof Operand.SymbolAddress symbol && symbol.offset() == 0
        ? Optional.ofNullable(functions.get(symbol.symbol()))
        : Optional.empty();
  }

  private static int size(List<BasicBlock> blocks) {
    int size = 0;
    for (BasicBlock block : blocks) {
      size += block.instructions().size() + 1;
    }
    return size;
  }

  private boolean isWanted(IrFunction callee, Operation.Call call, int callerSize) {
    var traits = callee.symbol().traits();
    if (!ready.contains(callee) || traits.noInline() || !InlinedBody.isPossible(callee, call)) {
      return false;
    }
    if (traits.alwaysInline()) {
      return true;
    }
    if (level == 0
        || callerSize > LARGEST_CALLER
        || traits.weak()
        || traits.noreturn()
        || !call.returns()) {
      return false;
    }
    int size = size(callee.blocks());
    boolean once =
        callee.symbol().internal()
            && !traits.used()
            && mentions.getOrDefault(callee.symbol().assemblerName(), 0) == 1;
    return size <= (level == 1 ? TINY : SMALL)
        || traits.inline() && size <= ASKED_FOR
        || once && size <= CALLED_ONCE;
  }
}
