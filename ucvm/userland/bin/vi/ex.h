/* What the parts of ex share. */
#ifndef EX_H
#define EX_H
#include "vi.h"

enum { PRINT = 1, AS_LIST = 2, WITH_NUMBER = 4 };
void count_lines(void);
int buffer_argument(void);

/* Every command is called with the addresses in first and second, ! in force, and p behind its name; it leaves p behind its end. */
void abbreviate_command(void), append_command(void), args_command(void), bang_command(void), cd_command(void), change_command(void), copy_command(void), delete_command(void), edit_command(void), execute(void), exit_command(void), file_command(void), global_command(void), go_to_line(void), insert_command(void), join_command(void), line_number(void), map_command(void), mark_command(void), move_command(void), next_command(void), preserve_command(void), previous_command(void), print(void), print_list(void), print_numbered(void), put_command(void), quit_command(void), read_command_(void), recover_command(void), repeat_substitution(void), rewind_command(void), set_command(void), shell_command_(void), shift_lines(void), source_command(void), stop_command(void), substitute(void), tag_command(void), unabbreviate_command(void), undo_command(void), unmap_command(void), version_command(void), visual_command(void), window_command(void), write_command(void), write_next_command(void), write_quit_command(void), yank_command(void);
#endif
