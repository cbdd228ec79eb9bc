// quoin: what a server or a script asks of the engine, from the command line. The same source is a
// native program and a WebAssembly command, which sees only the folder that its host opens for it.
#include <stdio.h>
#include <string.h>

#include "command.h"

static const char usage[] =
    "usage: quoin COMMAND ...\n"
    "  hash [--sha256 | --blake3] [FILE...]  digests, as sha256sum and b3sum print them\n"
    "  gzip [-1 to -9] FILE                  makes FILE.gz\n"
    "  gzip -d FILE.gz                       makes FILE\n"
    "  resize IN OUT WIDTHxHEIGHT            a picture that fits, as OUT.png or OUT.jpg\n"
    "  verify FILE...                        plays runs of Belfry again, and tells what each is "
    "worth\n"
    "  help                                  this text\n"
    "A FILE of - is the standard input of hash and verify. No file is ever written over.\n"
    "It ends with 0; with 1 if a file is not what it should be; with 2 if the arguments make no\n"
    "sense; with 3 if a file cannot be read or written.\n";

typedef struct command {
    const char *name;
    exit_code (*run)(int count, char **arguments);
} command;

static const command commands[] = {
    {"hash", command_hash},
    {"gzip", command_gzip},
    {"resize", command_resize},
    {"verify", command_verify},
};

static exit_code run(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof commands[0]; ++i) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            return commands[i].run(argc - 2, argv + 2);
        }
    }
    if (argc == 2 && strcmp(argv[1], "help") == 0) {
        fputs(usage, stdout);
        return EXIT_GOOD;
    }
    return EXIT_USAGE;
}

// What was printed counts only once it is out.
int main(int argc, char **argv)
{
    exit_code code = run(argc, argv);
    if (code == EXIT_USAGE) {
        fputs(usage, stderr);
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        fputs("quoin: the standard output cannot be written\n", stderr);
        code = EXIT_NO_FILE;
    }
    return (int)code;
}
