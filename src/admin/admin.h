/* What staff do, a file a task. Every handler runs behind the guard (admin/guard.h). */
#ifndef AFTERCARE_ADMIN_ADMIN_H
#define AFTERCARE_ADMIN_ADMIN_H

#include "http/router.h"

/* Signing in, one's own account, people, the audit trail, settings */
http_handler admin_top;
http_handler admin_sign_in_page, admin_sign_in, admin_sign_in_code, admin_sign_out, admin_prove;
http_handler admin_link_page, admin_link;
http_handler admin_account, admin_session_end;
http_handler admin_password_page, admin_password;
http_handler admin_codes_page, admin_codes;
http_handler admin_people, admin_people_add;
http_handler admin_person_role, admin_person_disable, admin_person_enable, admin_person_reset;
http_handler admin_audit, admin_audit_export;
http_handler admin_settings_page, admin_settings;

extern const char *const admin_sign_in_query[];
extern const char *const admin_codes_query[];
extern const char *const admin_people_query[];
extern const char *const admin_audit_query[];

/* The desk, finding, one treatment (desk.c, find.c, treatment.c). */
http_handler admin_desk, admin_find, admin_treatment;
extern const char *const admin_desk_query[], *const admin_find_query[],
                                                 *const admin_treatment_query[];

/* What changes, and making it live (publish.c). */
http_handler admin_publish, admin_publish_post, admin_rebase_post;
extern const char *const admin_publish_query[];

/* Asking for review, giving back, "clinically reviewed" (review.c), confirming (confirm.c). */
http_handler admin_review_post, admin_return_post, admin_reviewed, admin_reviewed_post,
    admin_confirm_post;

/* Looking back (history.c). */
http_handler admin_history, admin_revision, admin_revision_page, admin_compare, admin_as_of,
    admin_bring_back_post, admin_blank_post;
extern const char *const admin_history_query[], *const admin_compare_query[],
                                                    *const admin_as_of_query[];

/* Editing (edit.c), beginning (new.c), previewing, withdrawing and bringing back. */
http_handler admin_edit, admin_edit_post;
http_handler admin_new, admin_new_post;
http_handler admin_preview;
http_handler admin_withdraw, admin_withdraw_post;

/* The clinic's logo (logo.c), and its look as a draft or an earlier text has it (look.c). */
http_handler admin_logo, admin_logo_post, admin_look;

/* What the checks found, and answering advice (checks.c). */
http_handler admin_checks, admin_check_answer, admin_check_take_back;
extern const char *const admin_checks_query[];

/* In and out (exchange.c). */
http_handler admin_exchange, admin_export, admin_import, admin_import_drafts;
extern const char *const admin_export_query[];

#endif
