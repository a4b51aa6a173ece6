#include "assistant/written_skills.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

#include "assistant/limits.hpp"
#include "base/descriptor.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"
#include "files/disk.hpp"

namespace errand::assistant {
namespace {

constexpr const char* kSkillFile = "SKILL.md";

struct Entry {
    std::string name;
    mode_t mode = 0;
};

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

// By name, but for those that begin with "."; `left` counts down what may still be looked at.
std::vector<Entry> entries_of(const Descriptor& folder, std::size_t& left) {
    std::vector<Entry> entries;
    const int copy = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, CloseFolder> open(copy < 0 ? nullptr : ::fdopendir(copy));
    if (!open) return entries;
    while (left > 0) {
        const auto* entry = ::readdir(open.get());
        if (entry == nullptr) break;
        const std::string name(static_cast<const char*>(entry->d_name));
        --left;
        if (name.starts_with('.')) continue;
        struct stat status{};
        if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
            entries.push_back({name, status.st_mode});
    }
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

// The folder of skills itself may be a link: whoever owns the home put it there.
Result<Descriptor> open_top(const std::filesystem::path& folder) {
    Descriptor top(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (top.get() < 0) return files::refused("open", folder);
    return top;
}

Result<SkillForm> skill_in(const Descriptor& top, const std::string& name,
                           const TakenNames& taken) {
    ERRAND_TRY(const auto folder, files::open_folder(top, name));
    ERRAND_TRY(const auto bytes, files::read_whole(folder, kSkillFile, kMaxSkillBytes));
    ERRAND_TRY(auto form, read_skill_form(bytes));
    if (form.name != name)
        return fail(ErrorCode::Invalid, fmt::format("its name is `{}`", form.name),
                    "a skill and its folder have the same name");
    if (taken.contains(name))
        return fail(ErrorCode::Conflict, "errand itself has a skill of this name",
                    "give it another name");
    return form;
}

void list_files(const Descriptor& folder, const std::string& below, std::size_t depth,
                std::size_t& left, std::vector<std::string>& into) {
    for (const auto& entry : entries_of(folder, left)) {
        const auto path = below + entry.name;
        if (into.size() == kMaxSkillFiles) return;
        if (path == kSkillFile || path.size() > kMaxSkillFileName || printable_line(path) != path)
            continue;
        if (S_ISREG(entry.mode)) into.push_back(path);
        if (!S_ISDIR(entry.mode) || depth == kMaxSkillFileDepth) continue;
        if (const auto inner = files::open_folder(folder, entry.name))
            list_files(*inner, path + "/", depth + 1, left, into);
    }
}

// The parts of a path that stays in its folder.
Result<std::vector<std::string>> parts_of(std::string_view path) {
    if (path.starts_with("./")) path.remove_prefix(2);
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        parts.emplace_back(path.substr(at, end - at));
        at = end + 1;
        const auto& part = parts.back();
        if (part.empty() || part.starts_with('.') || part.contains('\0') ||
            parts.size() > kMaxSkillFileDepth + 1)
            return fail(ErrorCode::Invalid, "only files in the skill's own folder are read",
                        "name it as the instructions do, as \"references/fees.md\"");
    }
    return parts;
}

Result<std::string> text_in(const Descriptor& skill, const std::string& file) {
    ERRAND_TRY(const auto parts, parts_of(file));
    std::vector<Descriptor> open;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        ERRAND_TRY(auto next, files::open_folder(open.empty() ? skill : open.back(), parts[i]));
        open.push_back(std::move(next));
    }
    ERRAND_TRY(auto text,
               files::read_whole(open.empty() ? skill : open.back(), parts.back(), kMaxSkillBytes));
    if (!is_plain_text(text))
        return fail(ErrorCode::Invalid, fmt::format("{} is not plain text", parts.back()));
    return text;
}

std::int64_t in_ns(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

const SkillForm* named(const std::vector<SkillForm>& skills, std::string_view name) {
    const auto found = std::ranges::find(skills, name, &SkillForm::name);
    return found == skills.end() ? nullptr : &*found;
}

// Takes as many as there is room for.
class Shown {
  public:
    bool put(const SkillForm& form) {
        const auto bytes = form.name.size() + form.about.size();
        if (skills_.size() == kSkillsShown || bytes_ + bytes > kMaxSkillsShownBytes) return false;
        bytes_ += bytes;
        skills_.push_back({form.name, form.about});
        return true;
    }
    std::vector<FoundSkill> take() { return std::move(skills_); }

  private:
    std::vector<FoundSkill> skills_;
    std::size_t bytes_ = 0;
};

}  // namespace

SkillFolder look_at_skills(const std::filesystem::path& folder, const TakenNames& taken) {
    SkillFolder found;
    const auto top = open_top(folder);
    if (!top) {
        if (top.error().code != ErrorCode::NotFound)
            found.left_out.push_back({folder.filename().string(), top.error()});
        return found;
    }
    std::size_t left = kMaxSkillEntries;
    for (const auto& entry : entries_of(*top, left)) {
        if (S_ISREG(entry.mode)) continue;
        auto skill = found.skills.size() < kMaxWrittenSkills
                         ? skill_in(*top, entry.name, taken)
                         : fail(ErrorCode::Exhausted,
                                fmt::format("there are more than {} skills", kMaxWrittenSkills));
        if (skill)
            found.skills.push_back(*std::move(skill));
        else
            found.left_out.push_back({entry.name, std::move(skill).error()});
    }
    if (left == 0)
        found.left_out.push_back(
            {folder.filename().string(),
             {ErrorCode::Exhausted,
              fmt::format("only {} entries of it are looked at", kMaxSkillEntries),
              {}}});
    return found;
}

WrittenSkills::WrittenSkills(std::filesystem::path folder, TakenNames taken,
                             std::vector<SkillForm> own)
    : folder_(std::move(folder)), taken_(std::move(taken)), own_(std::move(own)) {}

std::vector<WrittenSkills::Stamp> WrittenSkills::stamps() const {
    std::vector<Stamp> all;
    const auto top = open_top(folder_);
    if (!top) return all;
    std::size_t left = kMaxSkillEntries;
    for (const auto& entry : entries_of(*top, left)) {
        struct stat status{};
        Stamp stamp{.folder = entry.name};
        const auto file = entry.name + "/" + kSkillFile;
        if (::fstatat(top->get(), file.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
            stamp.inode = status.st_ino;
            stamp.size = status.st_size;
            stamp.modified_ns = in_ns(status.st_mtim);
            stamp.changed_ns = in_ns(status.st_ctim);
        }
        all.push_back(std::move(stamp));
    }
    return all;
}

// The stamps are taken first: what changes between them and the reading is read again next time.
void WrittenSkills::look_again() {
    auto now = stamps();
    if (now == stamps_) return;
    auto found = look_at_skills(folder_, taken_);
    tell(found);
    stamps_ = std::move(now);
    there_ = std::move(found);
    finder_ = tool::Finder();
    by_tool_.clear();
    for (std::size_t i = 0; i < there_.skills.size(); ++i) {
        const auto& skill = there_.skills[i];
        if (const auto id = finder_.add({skill.name, skill.about, {}})) by_tool_[*id] = i;
    }
}

void WrittenSkills::tell(const SkillFolder& now) const {
    std::string names;
    for (const auto& skill : now.skills) names += (names.empty() ? "" : ", ") + skill.name;
    log::info("skills that a model follows: {}", names.empty() ? "none" : names);
    for (const auto& one : now.left_out) {
        const bool told = std::ranges::any_of(there_.left_out, [&](const LeftOut& before) {
            return before.folder == one.folder && before.why.message == one.why.message;
        });
        if (!told)
            log::warn("the skill {} is left out: {}", printable_line(one.folder),
                      printable_line(one.why.message));
    }
}

std::vector<FoundSkill> WrittenSkills::find(std::string_view request) {
    look_again();
    Shown shown;
    if (std::ranges::all_of(there_.skills, [&](const SkillForm& one) { return shown.put(one); }))
        return shown.take();
    shown = {};
    for (const auto& one : finder_.find(request, kSkillsShown))
        shown.put(there_.skills[by_tool_.at(one.tool)]);
    return shown.take();
}

Result<SkillPage> WrittenSkills::read(std::string_view name, const std::string& file) {
    look_again();
    const auto* there = named(there_.skills, name);
    const auto* skill = there != nullptr ? there : named(own_, name);
    if (skill == nullptr)
        return fail(ErrorCode::NotFound,
                    fmt::format("there is no skill {}", printable_line(name.substr(0, 100))));
    SkillPage page{.name = skill->name, .file = file, .text = {}, .files = {}};
    if (file.empty()) page.text = skill->instructions;
    if (there == nullptr) {
        if (!file.empty()) return fail(ErrorCode::NotFound, "this skill has no files");
        return page;
    }
    ERRAND_TRY(const auto top, open_top(folder_));
    ERRAND_TRY(const auto folder, files::open_folder(top, page.name));
    if (file.empty()) {
        std::size_t left = kMaxSkillFilesLookedAt;
        list_files(folder, {}, 0, left, page.files);
    } else {
        ERRAND_TRY(page.text, text_in(folder, file));
    }
    return page;
}

}  // namespace errand::assistant
