// The commands of the tool. Each takes its own arguments, without the program's and its own name.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

// What a process ends with. Of several files the worst counts.
typedef enum exit_code {
    EXIT_GOOD = 0,
    EXIT_BAD_CONTENT = 1, // a file is not what it should be
    EXIT_USAGE = 2,       // the arguments make no sense
    EXIT_NO_FILE = 3,     // a file cannot be read or written
} exit_code;

exit_code command_hash(int count, char **arguments);
exit_code command_gzip(int count, char **arguments);
exit_code command_resize(int count, char **arguments);
exit_code command_verify(int count, char **arguments);

#endif
