/* What the program can be asked to do, one function a command. argv[0] is the command's name, as
 * typed after "aftercare". Each returns the program's exit status: 0 done, 1 it could not be
 * done, 2 it was asked for wrongly. */
#ifndef AFTERCARE_COMMAND_COMMAND_H
#define AFTERCARE_COMMAND_COMMAND_H

int command_serve(int argc, char **argv);
int command_cgi(int argc, char **argv);
int command_import(int argc, char **argv);
int command_export(int argc, char **argv);
int command_check(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_rebuild(int argc, char **argv);
int command_routes(int argc, char **argv);
int command_staff(int argc, char **argv);

#endif
