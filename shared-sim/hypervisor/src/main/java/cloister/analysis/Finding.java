package cloister.analysis;

import java.util.Optional;

/**
 * What was found out about an instruction: all rows of the opcode table under one name.
 *
 * @param name as in {@code mov sreg, r/m}
 * @param privileged by Popek and Goldberg's definition
 * @param controlSensitive changes the configuration in ring 0 without a trap
 * @param behaviourSensitive gives another result under a hypervisor without a trap
 * @param userSensitive does so in ring 3 already, which a hybrid monitor could not bear
 * @param ring0 alone on the machine
 * @param ring1 where a hypervisor puts the kernel
 * @param ring3 where programs run
 * @param exception with which ring 3 or, where no ring may use it, ring 0 is refused
 * @param rows of the opcode table
 * @param forms sizes and operands that were run
 */
public record Finding(
    String name,
    Verdict verdict,
    boolean privileged,
    boolean controlSensitive,
    boolean behaviourSensitive,
    boolean userSensitive,
    Effect ring0,
    Effect ring1,
    Effect ring3,
    Optional<String> exception,
    int rows,
    int forms,
    String example,
    Optional<Witness> witness) {}
