/** Lessons: tasks with a closed set of checks over state, trace and answers. */
package cloister.world.lesson;
