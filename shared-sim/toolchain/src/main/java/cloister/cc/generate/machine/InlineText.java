package cloister.cc.generate.machine;

import cloister.cc.tree.Statement;
import java.util.List;

/**
 * Inline assembly whose operands are those of the instruction that it stands for.
 *
 * @param numbers for each operand of the template, its index among the instruction's
 * @param labels of {@code asm goto}
 */
public record InlineText(Statement.Assembly source, List<Integer> numbers, List<String> labels) {}
