/* aftercare backup: a checked copy of the database, while the site is served. */
#include "store/backup.h"

#include "command/command.h"
#include "command/database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *database, *to;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--to", NULL, FLAG_TEXT, "FILE", "where the copy goes; there must be no such file yet", 0, 0,
     &to},
};

static const struct flags_command command = {
    "backup",
    "",
    "Copies the whole database (content, history, drafts, staff, audit trail) into one file, while "
    "the site is served and edited, and checks the copy. Keep the file as safe as the database.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

static bool is_free(const char *path, struct buffer *error)
{
    struct stat there;
    if (lstat(path, &there) != 0)
        return true;
    buffer_printf(error, "%s is there already; nothing was written", path);
    return false;
}

/* The copy has its name only once it is whole, checked and on the disk. */
static bool make_backup(struct buffer *error)
{
    struct buffer part = {0};
    buffer_printf(&part, "%s.part-%d", to, (int)getpid());
    bool done = is_free(to, error) && backup_copy(database, buffer_text(&part), error);
    if (done &&
        !(backup_check(buffer_text(&part), error) && backup_place(buffer_text(&part), to, error))) {
        unlink(buffer_text(&part));
        done = false;
    }
    buffer_free(&part);
    return done;
}

int command_backup(int argc, char **argv)
{
    struct buffer error = {0};
    struct stat file;
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    if (!database || !to) {
        fprintf(stderr, "aftercare backup: %s\n",
                to ? "--database says which file" : "--to says where the copy goes");
        return FLAGS_WRONG;
    }
    bool done = make_backup(&error) && stat(to, &file) == 0;
    if (done)
        printf("backed up %s to %s: %lld bytes, checked\n", database, to, (long long)file.st_size);
    else
        fprintf(stderr, "aftercare backup: %s\n", buffer_text(&error));
    buffer_free(&error);
    return done ? 0 : 1;
}
