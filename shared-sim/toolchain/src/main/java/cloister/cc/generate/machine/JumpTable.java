package cloister.cc.generate.machine;

import java.util.List;

/** Addresses of blocks in read-only memory. */
public record JumpTable(String label, List<MachineBlock> goals) {}
