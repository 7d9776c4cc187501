#define _GNU_SOURCE
#include "build/object.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* ---- the file ---- */

/* Maps a whole file; false: it cannot be read, or is empty. */
static bool map_file(struct leat__object *object)
{
    int fd = open(object->path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return false;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        object->length = (size_t)status.st_size;
        object->bytes = mmap(NULL, object->length, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    close(fd);
    if (object->bytes == MAP_FAILED)
        object->bytes = NULL;
    return object->bytes != NULL;
}

/* `size` bytes at `at` of the file; NULL: it is not as long as that. */
static const void *bytes_at(const struct leat__object *object, uint64_t at, uint64_t size)
{
    if (at > object->length || size > object->length - at)
        return NULL;
    return (const char *)object->bytes + at;
}

/* The same of a table, which lies at a multiple of eight bytes in every file that is whole. */
static const void *table_at(const struct leat__object *object, uint64_t at, uint64_t size)
{
    return at % 8 == 0 ? bytes_at(object, at, size) : NULL;
}

/* A name in a table of names; "" where it is cut off. */
static const char *name_at(const struct leat__object *object, const Elf64_Shdr *table, uint64_t at)
{
    const char *names = bytes_at(object, table->sh_offset, table->sh_size);

    return names && at < table->sh_size && memchr(names + at, 0, table->sh_size - at) ? names + at : "";
}

/* ---- its parts ---- */

static bool is_mutable(const Elf64_Shdr *header, const char *name)
{
    return (header->sh_flags & SHF_WRITE) && (header->sh_flags & SHF_ALLOC) &&
           strncmp(name, ".data.rel.ro", 12) != 0 && header->sh_type != SHT_INIT_ARRAY &&
           header->sh_type != SHT_FINI_ARRAY;
}

static void read_sections(struct leat__object *object, const Elf64_Shdr *headers, uint32_t count, uint32_t names)
{
    object->sections = leat__alloc_array(count, sizeof *object->sections);
    object->section_count = count;
    for (uint32_t i = 0; i < count; i++) {
        const char *name = names < count ? name_at(object, &headers[names], headers[i].sh_name) : "";

        object->sections[i] = (struct leat__object_section){
            .name = name,
            .code = (headers[i].sh_flags & SHF_EXECINSTR) != 0,
            .mutable_ = is_mutable(&headers[i], name),
        };
    }
}

static bool read_symbols(struct leat__object *object, const Elf64_Shdr *headers, uint32_t count, const Elf64_Shdr *table)
{
    const Elf64_Sym *symbols = table_at(object, table->sh_offset, table->sh_size);

    if (!symbols || table->sh_entsize != sizeof *symbols || table->sh_link >= count)
        return false;
    for (size_t i = 0; i < table->sh_size / sizeof *symbols; i++) {
        bool somewhere = symbols[i].st_shndx != SHN_UNDEF && symbols[i].st_shndx < count;

        leat__vector_push(&object->symbols,
                          (struct leat__object_symbol){
                              .name = name_at(object, &headers[table->sh_link], symbols[i].st_name),
                              .section = somewhere ? symbols[i].st_shndx : LEAT__OBJECT_NOWHERE,
                              .at = symbols[i].st_value,
                              .size = symbols[i].st_size,
                              .global = ELF64_ST_BIND(symbols[i].st_info) != STB_LOCAL,
                              .is_section = ELF64_ST_TYPE(symbols[i].st_info) == STT_SECTION,
                              .is_common = symbols[i].st_shndx == SHN_COMMON,
                          });
    }
    return true;
}

/* x86-64 counts from the end of the four bytes that hold the distance. */
static int64_t offset_of(const Elf64_Rela *relocation)
{
#ifdef __x86_64__
    uint64_t type = ELF64_R_TYPE(relocation->r_info);

    if (type == R_X86_64_PC32 || type == R_X86_64_PLT32 || type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCRELX ||
        type == R_X86_64_REX_GOTPCRELX)
        return relocation->r_addend + 4;
#endif
    return relocation->r_addend;
}

static bool read_mentions(struct leat__object *object, const Elf64_Shdr *header)
{
    const Elf64_Rela *relocations = table_at(object, header->sh_offset, header->sh_size);

    if (!relocations || header->sh_entsize != sizeof *relocations || header->sh_info >= object->section_count)
        return false;
    for (size_t i = 0; i < header->sh_size / sizeof *relocations; i++) {
        uint64_t symbol = ELF64_R_SYM(relocations[i].r_info);

        if (symbol < object->symbols.count)
            leat__vector_push(&object->mentions,
                              (struct leat__object_mention){.section = header->sh_info,
                                                            .at = relocations[i].r_offset,
                                                            .symbol = (uint32_t)symbol,
                                                            .offset = offset_of(&relocations[i])});
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct leat__object_mention *x = a, *y = b;

    if (x->section != y->section)
        return x->section < y->section ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static bool read_parts(struct leat__object *object)
{
    const Elf64_Ehdr *header = table_at(object, 0, sizeof *header);
    const Elf64_Shdr *headers;
    bool good = true;

    if (!header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64 ||
        header->e_type != ET_REL || header->e_shentsize != sizeof *headers)
        return false;
    headers = table_at(object, header->e_shoff, (uint64_t)header->e_shnum * sizeof *headers);
    if (!headers || header->e_shnum == 0)
        return false;
    read_sections(object, headers, header->e_shnum, header->e_shstrndx);
    for (uint32_t i = 0; i < header->e_shnum && good; i++)
        if (headers[i].sh_type == SHT_SYMTAB)
            good = read_symbols(object, headers, header->e_shnum, &headers[i]);
    for (uint32_t i = 0; i < header->e_shnum && good; i++)
        if (headers[i].sh_type == SHT_RELA)
            good = read_mentions(object, &headers[i]);
    if (good && object->mentions.count > 0)
        qsort(object->mentions.items, object->mentions.count, sizeof *object->mentions.items, by_place);
    return good;
}

struct leat__object *leat__object_read(const char *path)
{
    struct leat__object *object = leat__alloc(sizeof *object);

    object->path = leat__strdup(path);
    if (map_file(object) && read_parts(object))
        return object;
    leat__object_free(object);
    return NULL;
}

void leat__object_free(struct leat__object *object)
{
    if (!object)
        return;
    if (object->bytes)
        munmap(object->bytes, object->length);
    leat__vector_release(&object->symbols);
    leat__vector_release(&object->mentions);
    free(object->sections);
    free(object->path);
    free(object);
}

bool leat__object_mentions(const struct leat__object *object, const char *name)
{
    for (size_t i = 0; i < object->mentions.count; i++)
        if (strcmp(object->symbols.items[object->mentions.items[i].symbol].name, name) == 0)
            return true;
    return false;
}
