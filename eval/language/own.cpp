#include "eval/language/own.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "brain/embedded/embedded.hpp"
#include "brain/learn/phrases.hpp"

namespace errand::eval::language {
namespace {

// A line `# food start` names the skill and the act of the sentences below it.
struct Wanted {
    std::string skill;
    std::string act;
    brain::learn::Example example;
};

Result<std::vector<Wanted>> read_wanted(const std::filesystem::path& file) {
    ERRAND_TRY(const auto text, read_file(file));
    std::vector<Wanted> all;
    std::string skill, act;
    std::size_t number = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
        if (line.empty() || line.starts_with(';')) continue;
        if (line.starts_with("# ")) {
            const auto gap = line.find(' ', 2);
            skill = line.substr(2, gap - 2);
            act = gap == std::string_view::npos ? "" : line.substr(gap + 1);
            continue;
        }
        auto example = brain::learn::read_annotated(line);
        if (!example || skill.empty())
            return fail(ErrorCode::Invalid,
                        fmt::format("{}:{}: {}", file.string(), number,
                                    example ? "no skill is named above" : example.error().message));
        all.push_back({skill, act, *std::move(example)});
    }
    return all;
}

std::string skill_of(const brain::Act& act) {
    using brain::Intent;
    switch (act.intent) {
        case Intent::Help:
            return "help";
        case Intent::SmallTalk:
            return "talk";
        case Intent::Status:
            return "errands";
        case Intent::Grants:
        case Intent::RevokeGrant:
        case Intent::SetAllowance:
            return "grants";
        case Intent::Unknown:
            return "other";
        default:
            return act.skill;
    }
}

using Values = std::multimap<std::string, std::string>;

// Words compare in one form, without the spaces and marks around them.
std::string plain(std::string_view words) {
    std::string made;
    for (const auto& token : errand::language::read_text(words).tokens) {
        if (token.kind == errand::language::TokenKind::Mark) continue;
        made += token.text;
        made += ' ';
    }
    return made;
}

struct Tally {
    std::size_t cases = 0, skill = 0, slots = 0, full = 0;
    void add(const Tally& other) {
        cases += other.cases;
        skill += other.skill;
        slots += other.slots;
        full += other.full;
    }
};

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

Row row_of(std::string name, const Tally& tally, bool aimed) {
    Row row{.name = std::move(name), .cases = tally.cases};
    const auto figure = [&](std::string what, std::size_t right, double aim) {
        Figure made{.name = std::move(what), .ours = share(right, tally.cases)};
        if (aimed) made.reference = aim;
        row.figures.push_back(std::move(made));
    };
    figure("skill", tally.skill, 95);
    figure("skill and slots", tally.full, 88);
    if (aimed) row.note = "the reference is the aim";
    return row;
}

// A set that is not told gives its figures alone: a failure that was read is a failure tuned for.
struct Set {
    std::string name;
    std::filesystem::path file;
    bool told = true;
};

std::array<Set, 4> sets() {
    const std::filesystem::path folder = "eval/language/own";
    return {{{.name = "zh", .file = folder / "zh.txt"},
             {.name = "en", .file = folder / "en.txt"},
             {.name = "unseen, zh", .file = folder / "unseen/zh.txt", .told = false},
             {.name = "unseen, en", .file = folder / "unseen/en.txt", .told = false}}};
}

class Judge {
  public:
    Judge(std::size_t failures, Section& section) : failures_(failures), section_(section) {
        context_.now = parse_time("2026-03-02T11:40:00+08:00").value();
        context_.address_labels = {"home", "office"};
    }

    void judge(const std::vector<Wanted>& sentences, const Set& set) {
        std::map<std::string, Tally> by_skill;
        for (const auto& one : sentences) by_skill[one.skill].add(judge(one, set.told));
        Tally all;
        for (const auto& [skill, tally] : by_skill) all.add(tally);
        section_.rows.push_back(row_of(set.name, all, true));
        if (!set.told) return;
        for (const auto& [skill, tally] : by_skill)
            section_.rows.push_back(row_of(fmt::format("{} {}", set.name, skill), tally, false));
    }
    std::vector<double> micros;

  private:
    std::size_t failures_;
    Section& section_;
    brain::Context context_;

    Tally judge(const Wanted& wanted, bool told) {
        const auto read = brain::embedded::understand(wanted.example.text, context_);
        micros.push_back(median_time(wanted.example.text));
        Values values, hoped;
        for (const auto& act : read.acts)
            for (const auto& value : act.values) values.emplace(value.slot, plain(value.text));
        for (const auto& span : wanted.example.slots)
            hoped.emplace(span.slot,
                          plain(wanted.example.text.substr(span.begin, span.end - span.begin)));
        const bool skill = std::ranges::any_of(
            read.acts, [&](const brain::Act& act) { return skill_of(act) == wanted.skill; });
        const bool slots = std::ranges::is_permutation(values, hoped);
        if (told && !(skill && slots)) tell(wanted, read, values, hoped);
        return {1, skill ? 1U : 0U, slots ? 1U : 0U, skill && slots ? 1U : 0U};
    }

    // In microseconds: what else the machine does falls out.
    double median_time(const std::string& sentence) const {
        std::array<double, 5> taken{};
        for (auto& one : taken) {
            const auto begin = processor_seconds();
            (void)brain::embedded::understand(sentence, context_);
            one = (processor_seconds() - begin) * 1e6;
        }
        std::ranges::nth_element(taken, taken.begin() + taken.size() / 2);
        return taken[taken.size() / 2];
    }

    void tell(const Wanted& wanted, const brain::Understanding& read, const Values& values,
              const Values& hoped) {
        if (section_.failures.size() >= failures_) return;
        auto line = fmt::format("{} {}: {} =>", wanted.skill, wanted.act, wanted.example.text);
        for (const auto& act : read.acts) line += " " + skill_of(act);
        for (const auto& [slot, words] : values) line += fmt::format(" {}={}", slot, words);
        line += " | wanted";
        for (const auto& [slot, words] : hoped) line += fmt::format(" {}={}", slot, words);
        section_.failures.push_back(std::move(line));
    }
};

}  // namespace

Result<Section> measure_own(const MeasureOptions& options) {
    Section section{.name = "own skills",
                    .about =
                        "sentences of eval/language/own, never trained on; the whole brain, "
                        "with nothing open"};
    Judge judge(options.failures, section);
    for (const auto& set : sets()) {
        ERRAND_TRY(const auto sentences, read_wanted(set.file));
        judge.judge(sentences, set);
    }
    auto& micros = judge.micros;
    std::ranges::sort(micros);
    if (!micros.empty()) {
        Row row{.name = "one sentence", .cases = micros.size(), .note = "median of five readings"};
        row.figures.push_back({.name = "p50", .ours = micros[micros.size() / 2], .unit = "µs"});
        row.figures.push_back({.name = "p99",
                               .ours = micros[micros.size() * 99 / 100],
                               .reference = 500,
                               .unit = "µs",
                               .less_is_better = true});
        section.rows.push_back(std::move(row));
    }
    return section;
}

}  // namespace errand::eval::language
