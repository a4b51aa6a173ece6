#include "skills/ledger/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "skills/ledger/limits.hpp"
#include "skills/ledger/ranks.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"
#include "skills/ledger/wrong_ones.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Text;
using errand::ledger::Entry;
using errand::ledger::Fate;
using errand::ledger::Ledger;
using invoice::Decimal;

using Entries = std::vector<const Entry*>;

Text lines_of(const Entries& entries) {
    Text text;
    for (std::size_t i = 0; i < entries.size() && i < kListed; ++i) {
        const auto line = "\n· " + describe(*entries[i]);
        text.zh += line;
        text.en += line;
    }
    if (entries.size() > kListed) {
        text.zh += fmt::format("\n……共 {} 张", entries.size());
        text.en += fmt::format("\n… {} in all", entries.size());
    }
    return text;
}

// `count` things, of which the first are listed.
Text counted(std::size_t count, const std::string& lines, const Text& none, const Text& title) {
    if (count == 0) return none;
    return {fmt::format("{} {} 个:{}", title.zh, count, lines),
            fmt::format("{}: {}{}", title.en, count, lines)};
}

Text repeats(const Scene& scene) {
    const auto& all = scene.ledger.repeats();
    std::string lines;
    for (std::size_t i = 0; i < all.size() && i < kListed; ++i)
        lines += fmt::format("\n· {} = #{}", all[i].file, all[i].number);
    return counted(all.size(), lines, {"没有重复的。", "There are no duplicates."},
                   {"重复", "Duplicates"});
}

Text unread(const Scene& scene) {
    std::string lines;
    std::size_t count = 0;
    for (const auto& document : scene.ledger.documents()) {
        if (document.fate != Fate::Finding || ++count > kListed) continue;
        lines += "\n· " + document.path;
        if (!document.remark.empty()) lines += ": " + document.remark;
    }
    return counted(count, lines, {"文件都读出来了。", "Every file was read."},
                   {"没有读出发票的文件", "Files that gave no invoice"});
}

Text doubts(const Scene& scene) {
    const auto all = scene.ledger.doubts();
    if (all.empty()) return {"没有存疑的地方。", "Nothing is doubtful."};
    Text text{fmt::format("存疑 {} 处:", all.size()),
              fmt::format("{} {}:", all.size(), all.size() == 1 ? "doubt" : "doubts")};
    for (std::size_t i = 0; i < all.size() && i < kListed; ++i) {
        const auto line = fmt::format(
            "\n· {}{}", all[i].number > 0 ? fmt::format("#{} ", all[i].number) : all[i].file + " ",
            all[i].problem);
        text.zh += line;
        text.en += line;
    }
    return text;
}

// The sum of one of an invoice's amounts, by currency.
Text sums(const Entries& entries, Decimal (Entry::*amount)() const, std::string_view zh,
          std::string_view en) {
    std::map<std::string, Decimal> by_currency;
    for (const auto* entry : entries) {
        auto& sum = by_currency[entry->invoice.currency.value];
        sum = sum + (entry->*amount)();
    }
    std::string list;
    for (const auto& [currency, sum] : by_currency)
        list += (list.empty() ? "" : ", ") + money(currency, sum);
    if (list.empty()) list = "0";
    return {fmt::format("{}合计 {}。", zh, list), fmt::format("{}: {}.", en, list)};
}

Text where(const Scene& scene) {
    if (scene.state.files.empty()) return {"还没有生成文件。", "No file has been made yet."};
    std::string names;
    for (const auto& file : scene.state.files)
        names += fmt::format("\n{}", json::string_at(file, "name"));
    return {"文件在上一次的结果里,可以打开或下载:" + names,
            "The file stands in the latest result, to be opened or downloaded:" + names};
}

// Files that gave nothing, and what was read unsurely.
Text badly_read(const Scene& scene) {
    auto text = unread(scene);
    for (const auto& doubt : scene.ledger.doubts()) {
        if (doubt.kind != errand::ledger::DoubtKind::LowConfidence) continue;
        const auto line = fmt::format("\n· #{} {}", doubt.number, doubt.problem);
        text.zh += line;
        text.en += line;
    }
    return text;
}

// To whom the invoices are made out: whom most are, and those that are not.
Text buyers(const Scene& scene) {
    std::map<std::string, Entries> by_name;
    for (const auto& entry : scene.ledger.entries())
        by_name[entry.invoice.buyer.has() ? entry.invoice.buyer.value : std::string()].push_back(
            &entry);
    if (by_name.empty()) return {"还没有发票。", "There are no invoices yet."};
    const auto most =
        std::ranges::max_element(by_name, {}, [](const auto& one) { return one.second.size(); });
    Entries others;
    for (const auto number : other_buyers(scene))
        if (const auto* entry = entry_of(scene.ledger, number)) others.push_back(entry);
    const auto name = most->first;
    if (others.empty())
        return {name.empty() ? "发票上都没有读到抬头。" : fmt::format("抬头都是“{}”。", name),
                name.empty() ? "No invoice names a buyer."
                             : fmt::format("All are made out to \"{}\".", name)};
    const auto lines = lines_of(others);
    return {fmt::format("抬头不是“{}”的 {} 张:{}", name, others.size(), lines.zh),
            fmt::format("Not made out to \"{}\": {}{}", name, others.size(), lines.en)};
}

Text category_name(const Entry& entry) {
    return {std::string(errand::ledger::name_of(entry.category.category, "zh")),
            std::string(errand::ledger::name_of(entry.category.category, "en"))};
}

// "2025 Q1".
std::string quarter_of(const Entry& entry) {
    if (!entry.invoice.date.has()) return {};
    const auto day = entry.invoice.date.value;
    return fmt::format("{} Q{}", static_cast<int>(day.year()),
                       (static_cast<unsigned>(day.month()) + 2) / 3);
}

// Which of an invoice's amounts is asked for.
constexpr std::string_view kAmountKinds =
    "不含税|未税|税前|净额|净价|含税|价税合计|税额|税金|税款|net of tax|net of vat|without tax|"
    "without vat|without the tax|without the vat|excluding tax|excluding vat|before tax|"
    "before vat|ex vat|ex tax|net|gross|vat|tax|taxes|minus tax|minus vat";

constexpr std::string_view kAside =
    "不算|不含|不包括|不包含|不计|没算|without|excluding|not counting|not including|minus|"
    "if i leave out|if we leave out";
constexpr std::string_view kLeftOutWords =
    "不计入|没计入|排除|去掉了|没算|left out|excluded|not counted|not included";

class Answer {
  public:
    Answer(const Scene& scene, const Clause& clause) : scene_(scene), text_(clause.text) {}

    std::optional<Text> run() {
        if (asks("文件在|表在|台账在|在哪|哪里|哪儿|下载|where")) return where(scene_);
        if (auto fates = of_fates()) return fates;
        if (auto each = of_each()) return each;
        auto rest = text_;
        // "without tax" is a kind of amount, and names no invoices.
        take_words(rest, kAmountKinds);
        take_place(rest);
        // "哪些不计入" asks for what is left out, and leaves nothing aside.
        const bool of_left_out =
            asks("哪些|哪几|哪张|which|what's|what is|list") && asks(kLeftOutWords);
        take_scope(rest);
        const bool aside = !of_left_out && take_aside(scene_, rest);
        take_words(rest, kQuestions);
        take_words(rest,
                   "总额|金额|花了|报了|报销了|发票|票|台账|花费|支出|费用|invoices|invoice|"
                   "receipts|receipt|ledger|spend|spent|expenses|claim|claimed|did i|do i|"
                   "on|for|in|的|每个月|每月|各月|按月|per month|by month|each month|would|it be");
        const auto target = find_target(scene_, rest);
        named_ = target.found() && !target.rest;
        // Of which part it is to go without was not understood.
        if (aside && !named_) return std::nullopt;
        pick(target, aside);
        auto answer = of_entries();
        if (answer && named_) tell_left_out(*answer);
        return answer;
    }

  private:
    const Scene& scene_;
    std::string text_;
    Entries entries_;
    Entries left_out_;  // of what is asked about
    bool named_ = false;
    std::size_t place_ = 1;  // "第二贵的"
    std::optional<std::vector<std::size_t>> scope_;

    // "第二贵", "the second most expensive": a place among amounts, and no entry's number.
    void take_place(std::string& rest) {
        constexpr std::array<std::string_view, 3> kPlaces = {"第二|second", "第三|third",
                                                             "第四|fourth"};
        for (std::size_t i = 0; i < kPlaces.size(); ++i)
            if (const auto spot = find_word(rest, kPlaces[i]);
                spot && word_at(rest, past_spaces(rest, spot->end),
                                "贵|大|高|多|便宜|小|低|少|most expensive|largest|biggest|highest|"
                                "dearest|cheapest|smallest|lowest")) {
                place_ = i + 2;
                blank(rest, *spot);
            }
    }

    bool asks(std::string_view words) const { return has_word(text_, words); }

    std::optional<Text> of_fates() const {
        if (asks("重复|duplicate|duplicates|twice|double")) return repeats(scene_);
        if (asks("看不清|不清楚|模糊|没看清|hard to read|blurry|blurred|illegible|legible"))
            return badly_read(scene_);
        if (asks("开给别|别家公司|其他公司|抬头不|抬头错|抬头有误|谁的抬头|抬头是谁|别人的|"
                 "不是我们公司|不是公司|made out to|"
                 "someone else|somebody else|wrong company|other company|other people|"
                 "addressed to|wrong name|other buyer|wrong buyer|not in our name|not in my name"))
            return buyers(scene_);
        if (asks("没读出|读不出|没识别|没认出|认不出|识别不了|无法识别|打不开|没读到|坏的|损坏|"
                 "couldn't read|could not read|can't read|unreadable|not readable|failed to read|"
                 "gave no invoice|broken"))
            return unread(scene_);
        if (asks("存疑|疑问|可疑|有问题|问题清单|不确定|拿不准|没把握|要我看|要我确认|要确认|"
                 "doubtful|doubts|doubt|uncertain|problem|problems|questionable|unsure|issues|"
                 "not sure|aren't sure|not certain|worry|worried|need my attention|look wrong"))
            return doubts(scene_);
        return std::nullopt;
    }

    // "the meals without #4": of these alone.
    void take_scope(std::string& text) {
        const auto spot = find_word(text, kAside);
        if (!spot) return;
        auto scope = text.substr(0, spot->begin);
        auto out = text.substr(spot->end);
        const auto within = find_target(scene_, scope);
        if (!within.found() || within.rest || !find_target(scene_, out).found()) return;
        scope_ = numbers_of(scene_, within);
        text.replace(0, spot->begin, std::string(spot->begin, ' '));
    }

    // "不算打车一共多少", "everything except the taxis": what is named is what the answer is
    // without.
    static bool take_aside(const Scene& scene, std::string& text) {
        if (const auto but = find_exception(text)) {
            // "哪些不是开给甲公司的": described by what they are not.
            auto part = but->part;
            if (but->described && !find_target(scene, part).found()) return false;
            text = but->part;
            return true;
        }
        // "how much is left if I drop the hotel".
        auto verb = text;
        if (has_word(text, "剩|剩下|left|remain|remains") && take_wish(verb) == Wish::LeaveOut) {
            text = verb;
            return true;
        }
        return take_words(text, kAside);
    }
    // "打车和吃饭各花了多少": a sum for each of them.
    std::optional<Text> of_each() const {
        if (!asks("各|分别|各自|each|respectively|separately")) return std::nullopt;
        if (asks(kByMonth) || asks(kByQuarter) || asks(kBySeller) || asks(kByCategory))
            return std::nullopt;
        constexpr std::string_view kAnd = "和|与|跟|及|以及|还有|、|and|&|,";
        Text all;
        std::size_t count = 0;
        for (std::size_t begin = 0; begin < text_.size();) {
            const auto next = find_word(text_, kAnd, begin);
            auto part = text_.substr(begin, next ? next->begin - begin : std::string::npos);
            begin = next ? next->end : text_.size();
            take_words(part, kQuestions);
            take_words(part,
                       "各自|各|分别|花了|花|是|each|respectively|separately|did i|spend|spent|"
                       "on|for|cost");
            const std::string name(bare(part));
            const auto target = find_target(scene_, part);
            if (!target.found() || target.rest || target.all) continue;
            Entries entries;
            for (const auto number : numbers_of(scene_, target))
                if (const auto* entry = entry_of(scene_.ledger, number);
                    entry != nullptr && entry->included)
                    entries.push_back(entry);
            const auto totals = totals_of(entries);
            ++count;
            all.zh += fmt::format("{}{}:{}", count == 1 ? "" : "\n", name, totals.zh);
            all.en += fmt::format("{}{}: {}", count == 1 ? "" : "\n", name, totals.en);
        }
        return count < 2 ? std::nullopt : std::optional(all);
    }
    void tell_left_out(Text& answer) const {
        if (left_out_.empty()) return;
        const auto totals = totals_of(left_out_);
        answer.zh += fmt::format("(另有不计入的 {}。)", totals.zh);
        answer.en += fmt::format(" Left out besides: {}.", totals.en);
    }

    void pick(const Target& target, bool aside) {
        if (asks(kLeftOutWords) && !aside) {
            for (const auto& entry : scene_.ledger.entries())
                if (!entry.included) entries_.push_back(&entry);
            named_ = true;
            return;
        }
        if (!named_) {
            entries_ = included(scene_.ledger);
            return;
        }
        const auto numbers = numbers_of(scene_, target);
        for (const auto& entry : scene_.ledger.entries()) {
            const bool meant = std::ranges::find(numbers, entry.number) != numbers.end();
            if (meant == aside) continue;
            if (scope_ && std::ranges::find(*scope_, entry.number) == scope_->end()) continue;
            // A sum is of what counts; what is named by its number is shown all the same.
            if (entry.included)
                entries_.push_back(&entry);
            else if (!aside)
                left_out_.push_back(&entry);
        }
    }

    std::optional<Text> of_entries() const {
        const bool one = asks("哪个月|哪月|which month|哪家|哪个|which|who|谁");
        if (asks(kByMonth))
            return by_part(
                scene_.ledger, entries_, [](const Entry& entry) { return entry.month(); }, one,
                one ? Order::Sum : Order::Name);
        if (asks(kByQuarter))
            return by_part(scene_.ledger, entries_, quarter_of, one,
                           one ? Order::Sum : Order::Name);
        if (asks(kBySeller) || asks("who|谁"))
            return by_part(
                scene_.ledger, entries_,
                [](const Entry& entry) { return entry.invoice.seller.value; }, one,
                asks("票最多|张数|最多的票|most invoices|most receipts|most bills|most often")
                    ? Order::Count
                    : Order::Sum);
        if (asks("最大|最贵|最高|二贵|三贵|四贵|二大|三大|二高|三高|金额最多|biggest|largest|most "
                 "expensive|highest|dearest"))
            return extreme(scene_.ledger, entries_, true, place_);
        if (asks("最小|最便宜|最低|二便宜|三便宜|二低|二小|smallest|cheapest|lowest"))
            return extreme(scene_.ledger, entries_, false, place_);
        if (asks("不含税|未税|税前|净额|净价|net|before tax|without tax|excluding tax|"
                 "excluding vat|without vat|ex vat"))
            return sums(entries_, &Entry::net, "不含税", "Net");
        if (asks("税额|税金|税款|可抵扣|进项税|vat|tax|taxes") ||
            (asks("税") && !asks("税号|含税|价税|税率|报税|税务|税后")))
            return sums(entries_, &Entry::tax, "税额", "Tax");
        if ((asks(kByCategory) || asks("汇总|类别|summary|overview|summarise|summarize")) &&
            !named_)
            return categories();
        return sum_or_list();
    }
    Text categories() const {
        auto zh = by_part(
            scene_.ledger, entries_, [](const Entry& e) { return category_name(e).zh; }, false);
        auto en = by_part(
            scene_.ledger, entries_, [](const Entry& e) { return category_name(e).en; }, false);
        return {std::move(zh.zh), std::move(en.en)};
    }
    std::optional<Text> sum_or_list() const {
        const bool sum = asks(
            "多少|总|合计|共|加起来|how much|how many|total|sum|几张|几笔|几个|count|花了|spent|"
            "spend");
        const bool list = asks(
            "列|哪些|哪几|哪张|显示|看看|看一下|看下|明细|清单|给我看|查|show|"
            "list|which|what|什么");
        if (!sum && !list && !named_) return std::nullopt;
        const auto totals = totals_of(entries_);
        // "酒店那张是几号": what is known of it.
        constexpr std::size_t kFew = 3;
        if (named_ && !sum && !list && !entries_.empty() && entries_.size() <= kFew) {
            const auto lines = lines_of(entries_);
            return Text{fmt::format("{}:{}", totals.zh, lines.zh),
                        fmt::format("{}:{}", totals.en, lines.en)};
        }
        if (list && !sum && (named_ || asks("明细|清单|列|list|all"))) {
            auto lines = lines_of(entries_);
            return Text{fmt::format("{}:{}", totals.zh, lines.zh),
                        fmt::format("{}:{}", totals.en, lines.en)};
        }
        if (!sum && !named_) return summary_of(scene_.ledger);
        return Text{fmt::format("{} {}。", named_ ? "这部分" : "合计", totals.zh),
                    fmt::format("{}: {}.", named_ ? "Of these" : "Total", totals.en)};
    }
};

}  // namespace

std::optional<Text> answer_question(const Scene& scene, const Clause& clause) {
    return Answer(scene, clause).run();
}

}  // namespace errand::skills::ledger
