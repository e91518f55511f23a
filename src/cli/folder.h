/* Where results go when nobody says so. */
#ifndef RW_CLI_FOLDER_H
#define RW_CLI_FOLDER_H

/** out/<last part of the study's path>, with -<question> behind it unless that is NULL (a slash in it becomes
 * an underscore). Free it; NULL when memory is out. */
char *folder_default(const char *study, const char *question);

#endif
