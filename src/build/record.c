#include "build/record.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/program.h"

#define RECORD_VERSION "leat 1"

/* ---- text ---- */

static void print_line(struct leat__text *into, const char *kind, const struct leat__words *words)
{
    leat__text_append(into, kind);
    if (words->count > 0)
        leat__text_char(into, ' ');
    leat__words_encode(words, into);
    leat__text_char(into, '\n');
}

static void print_word(struct leat__text *into, const char *kind, const char *word)
{
    struct leat__words words = {0};

    leat__vector_push(&words, word);
    print_line(into, kind, &words);
    leat__vector_release(&words);
}

void leat__record_print(const struct leat__record *record, struct leat__text *into)
{
    leat__text_append(into, RECORD_VERSION "\n");
    print_word(into, "home", record->home);
    print_word(into, "compiler", record->compiler);
    print_word(into, "directory", record->directory);
    print_line(into, "flags", &record->flags);
    print_line(into, "linking", &record->linking);
    for (size_t i = 0; i < record->inputs.count; i++)
        print_word(into, record->inputs.items[i].is_source ? "source" : "word", record->inputs.items[i].word);
}

/* One line, taken apart into `words`; what it says goes into the record. */
static bool take_line(const struct leat__words *words, struct leat__record *record)
{
    const char *kind = words->count > 0 ? words->items[0] : "";
    const char *value = words->count > 1 ? words->items[1] : "";

    if (strcmp(kind, "home") == 0)
        record->home = value;
    else if (strcmp(kind, "compiler") == 0)
        record->compiler = value;
    else if (strcmp(kind, "directory") == 0)
        record->directory = value;
    else if (strcmp(kind, "source") == 0 || strcmp(kind, "word") == 0)
        leat__vector_push(&record->inputs, (struct leat__input){value, *kind == 's'});
    else if (strcmp(kind, "flags") == 0 || strcmp(kind, "linking") == 0)
        for (size_t i = 1; i < words->count; i++)
            leat__vector_push(*kind == 'f' ? &record->flags : &record->linking, words->items[i]);
    else
        return false;
    return true;
}

bool leat__record_parse(const char *text, struct leat__arena *arena, struct leat__record *record)
{
    char *copy = leat__arena_strdup(arena, text), *save = NULL;
    char *line = strtok_r(copy, "\n", &save);
    bool good = line && strcmp(line, RECORD_VERSION) == 0;

    memset(record, 0, sizeof *record);
    while (good && (line = strtok_r(NULL, "\n", &save))) {
        struct leat__words words = {0};

        good = leat__words_decode(line, arena, &words) && take_line(&words, record);
        leat__vector_release(&words);
    }
    return good && record->home && record->compiler && record->directory;
}

bool leat__record_read(struct leat__arena *arena, struct leat__record *record)
{
    const char *begin = leat__program_parts.link, *end = leat__program_parts.link_end;

    memset(record, 0, sizeof *record);
    if (!begin || begin == end)
        return false;
    return leat__record_parse(leat__arena_strndup(arena, begin, (size_t)(end - begin)), arena, record);
}

void leat__record_release(struct leat__record *record)
{
    leat__vector_release(&record->flags);
    leat__vector_release(&record->linking);
    leat__vector_release(&record->inputs);
}

/* ---- object file ---- */

/* Sections of the object: none, the text, the mark that the stack is not executable, names. */
enum { SECTION_NONE, SECTION_TEXT, SECTION_STACK, SECTION_NAMES, SECTIONS };

int leat__record_write_object(const char *path, const char *text)
{
    static const char names[] = "\0leat_link\0.note.GNU-stack\0.shstrtab";
    size_t length = strlen(text);
    Elf64_Ehdr header = {
        .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT, ELFOSABI_NONE},
        .e_type = ET_REL,
#ifdef __aarch64__
        .e_machine = EM_AARCH64,
#else
        .e_machine = EM_X86_64,
#endif
        .e_version = EV_CURRENT,
        .e_shoff = sizeof header,
        .e_ehsize = sizeof header,
        .e_shentsize = sizeof(Elf64_Shdr),
        .e_shnum = SECTIONS,
        .e_shstrndx = SECTION_NAMES,
    };
    Elf64_Shdr sections[SECTIONS] = {
        [SECTION_TEXT] = {.sh_name = 1,
                          .sh_type = SHT_PROGBITS,
                          .sh_flags = SHF_ALLOC,
                          .sh_offset = sizeof header + sizeof sections,
                          .sh_size = length,
                          .sh_addralign = 1},
        [SECTION_STACK] = {.sh_name = 11, .sh_type = SHT_PROGBITS, .sh_offset = sizeof header, .sh_addralign = 1},
        [SECTION_NAMES] = {.sh_name = 27,
                           .sh_type = SHT_STRTAB,
                           .sh_offset = sizeof header + sizeof sections + length,
                           .sh_size = sizeof names,
                           .sh_addralign = 1},
    };
    struct leat__text object = {0};

    leat__text_bytes(&object, &header, sizeof header);
    leat__text_bytes(&object, sections, sizeof sections);
    leat__text_bytes(&object, text, length);
    leat__text_bytes(&object, names, sizeof names);
    int error = leat__file_write(path, object.data, object.length, 0600);

    leat__text_release(&object);
    return error;
}
