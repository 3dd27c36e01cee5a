package cloister.cpu.decode;

/** What a block was translated into; a block only keeps it. */
public interface Translation {}
