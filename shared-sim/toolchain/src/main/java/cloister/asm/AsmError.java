package cloister.asm;

import cloister.message.Message;

/**
 * What is wrong at a place of the source.
 *
 * @param line from 1
 * @param column from 1
 * @param length in characters
 */
public record AsmError(String file, int line, int column, int length, Message message) {}
