// Owns: the skills that are only words: folders with a SKILL.md and no flow, which a large model
// follows (docs/skills.md). They lie in home/skills, where whoever runs errand puts them; some are
// errand's own.
// Strand: the io_context's thread; the free functions any. What they read is small and local.
// Must stay true: no symbolic link is followed and nothing outside of the folder is read; what is
// wrong with one skill is said, and costs no other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assistant/catalogue.hpp"
#include "assistant/skill_form.hpp"
#include "tool/finder.hpp"

namespace errand::assistant {

// A folder that is no skill here, and why.
struct LeftOut {
    std::string folder;
    Error why;
};

struct SkillFolder {
    std::vector<SkillForm> skills;  // by name
    std::vector<LeftOut> left_out;
};

// Names that a skill of this folder cannot have, since errand's own have them.
using TakenNames = std::set<std::string, std::less<>>;

// A folder that is not there holds no skill. Plain files, and names that begin with ".", are
// passed over.
SkillFolder look_at_skills(const std::filesystem::path& folder, const TakenNames& taken);

// What a model is given of a skill.
struct SkillPage {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string file;                // empty: the instructions
    std::string text;                // whole
    std::vector<std::string> files;  // beside the instructions, by path; with them alone

    bool operator==(const SkillPage&) const = default;
};
BOOST_DESCRIBE_STRUCT(SkillPage, (), (name, file, text, files))

class WrittenSkills {
  public:
    // `own`: errand's own; one in the folder takes the place of one of the same name.
    WrittenSkills(std::filesystem::path folder, TakenNames taken, std::vector<SkillForm> own = {});

    // Those in the folder: all, or those that fit where there are too many to show. What was
    // changed there counts at once. errand's own are not among them: the brain knows when they are
    // meant.
    std::vector<FoundSkill> find(std::string_view request);
    // The instructions of a skill, or, with `file`, a text in its folder ("references/fees.md");
    // errand's own have no files.
    // NotFound, Invalid, Exhausted, Denied.
    Result<SkillPage> read(std::string_view name, const std::string& file);

  private:
    // What tells whether a SKILL.md is as it was.
    struct Stamp {
        std::string folder;
        std::uint64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t modified_ns = 0;
        std::int64_t changed_ns = 0;

        bool operator==(const Stamp&) const = default;
    };
    std::vector<Stamp> stamps() const;
    void look_again();
    void tell(const SkillFolder& now) const;

    std::filesystem::path folder_;
    TakenNames taken_;
    std::vector<Stamp> stamps_;
    SkillFolder there_;
    tool::Finder finder_;
    std::map<tool::ToolId, std::size_t> by_tool_;  // places in there_.skills
    std::vector<SkillForm> own_;
};

}  // namespace errand::assistant
