#include "skills/ledger/target.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "language/text.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::DoubtKind;
using errand::ledger::Entry;
using errand::ledger::Filter;

using Test = std::function<bool(const Entry&)>;

// Words of many companies' names, which say nothing of which one is meant.
constexpr std::string_view kOfAnyCompany =
    "有限|公司|有限公司|集团|股份|科技|技术|服务|中心|分公司|北京|上海|杭州|深圳|广州|中国|餐饮|"
    "管理|贸易|商贸|发展|企业|酒店|软件|信息|网络|文化|发票|限公|司|科技有限|科技有限公司|股份有限|"
    "gmbh|ltd|limited|inc|llc|corp|company|co|ag|kg|sa|srl|spa|bv|the|and|of|for|group|services|"
    "service|international|hotel|restaurant|travel|cafe|bar|shop|store|online|solutions|systems|"
    "office|data|consulting|media|software|invoice|receipt|supplier|seller|vendor|number|total";

std::vector<std::size_t> characters(std::string_view text) {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) begins.push_back(at);
    begins.push_back(text.size());
    return begins;
}

// The longest part of `clause` that stands in `name` and tells it from others: two Chinese
// characters, or whole words of three letters.
std::optional<Spot> shared_part(std::string_view clause, std::string_view name) {
    std::optional<Spot> best;
    const auto begins = characters(clause);
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
        const auto begin = begins[i];
        if (clause[begin] == ' ') continue;
        if (is_letter(clause[begin]) && begin > 0 && is_letter(clause[begin - 1])) continue;
        for (auto j = std::min(begins.size() - 1, i + 40); j > i; --j) {
            const auto end = begins[j];
            if (end - begin < 3 || (best && end - begin <= best->end - best->begin)) break;
            const auto part = clause.substr(begin, end - begin);
            if (part.back() == ' ') continue;
            if (is_letter(part.back()) && end < clause.size() && is_letter(clause[end])) continue;
            const bool chinese = static_cast<unsigned char>(part.front()) >= 0xE0;
            if (chinese && part.size() < 6) continue;
            const auto general = find_word(part, kOfAnyCompany);
            if (general && general->end - general->begin == part.size()) continue;
            if (!find_word(name, part)) continue;
            best = Spot{begin, end};
            break;
        }
    }
    return best;
}

class Finder {
  public:
    Finder(const Scene& scene, std::string& clause, const TargetOptions& options)
        : scene_(scene), clause_(clause), options_(options) {}

    Target run() {
        files();
        take_rest();
        periods();
        numbers();
        wrong_ones();
        amounts();
        kinds_and_categories();
        currencies();
        if (options_.names) names();
        if (!any_ && take_words(clause_,
                                "全部|所有|一切|统统|所有的|全都|everything|all of them|"
                                "all invoices|all of it|every one|all the invoices"))
            target_.all = true;
        combine();
        return std::move(target_);
    }

    // By what it tells entries apart: a bit for each way.
    unsigned ways() const {
        unsigned bits = 0;
        const bool used[] = {!times_.empty(), !categories_.empty(), !names_.empty(),
                             !money_.empty(), !files_.empty(),      !picked_.empty(),
                             !tests_.empty()};
        for (std::size_t i = 0; i < std::size(used); ++i) bits |= used[i] ? 1U << i : 0U;
        return bits;
    }

  private:
    const Scene& scene_;
    std::string& clause_;
    const TargetOptions& options_;
    Target target_;
    bool any_ = false;
    bool narrow_ = false;
    // Of each the entries must fit one; empty: of this nothing was said.
    std::vector<Filter> times_, categories_, names_, money_, files_;
    std::vector<std::size_t> picked_;
    std::vector<Test> tests_;

    const std::vector<Entry>& entries() const { return scene_.ledger.entries(); }

    bool has_currency(const std::string& code) const {
        return std::ranges::any_of(
            entries(), [&](const Entry& entry) { return entry.invoice.currency.value == code; });
    }

    int ledger_year() const {
        if (scene_.ledger.setting().year) return *scene_.ledger.setting().year;
        std::map<int, int> years;
        for (const auto& entry : entries())
            if (entry.invoice.date.has())
                ++years[static_cast<int>(entry.invoice.date.value.year())];
        const auto most =
            std::ranges::max_element(years, {}, [](const auto& one) { return one.second; });
        return most == years.end() ? scene_.today.year : most->first;
    }

    void take_rest() {
        target_.rest = take_words(
            clause_,
            "其余的|其余|剩下的|剩余的|剩下|剩余|其他的都|其他都|其他的|其它的|别的都|"
            "the rest|the others|everything else|all the others|all others|the remaining|"
            "others are|the other ones|rest is|rest are|rest of them");
        if (target_.rest) return;
        // "其他没问题", but not "归到其他".
        if (const auto other = find_word(clause_, "其他|其它"); other && other->begin < 4) {
            blank(clause_, *other);
            target_.rest = true;
        }
    }

    // By whole paths first, so that "2025/1.xml" is not every "1.xml".
    void files() {
        for (const bool whole : {true, false}) {
            std::vector<Spot> spots;
            std::vector<std::size_t> numbers;
            for (const auto& entry : entries())
                for (const auto& file : entry.invoice.files)
                    if (const auto spot = file_said(file.path, whole)) {
                        spots.push_back(*spot);
                        numbers.push_back(entry.number);
                    }
            for (const auto spot : spots) blank(clause_, spot);
            if (numbers.empty()) continue;
            Filter filter;
            filter.numbers = std::move(numbers);
            files_.push_back(std::move(filter));
            any_ = narrow_ = true;
        }
    }
    std::optional<Spot> file_said(const std::string& path, bool whole) const {
        const auto name = language::normalise(path);
        const auto slash = name.find_last_of('/');
        if (whole && slash == std::string::npos) return std::nullopt;
        const auto said = whole ? name : name.substr(slash + 1);
        constexpr std::size_t kShortest = 4;
        return said.size() < kShortest ? std::nullopt : find_word(clause_, said);
    }

    void numbers() {
        for (const auto& number : read_numbers(clause_, scene_.asking())) {
            any_ = narrow_ = true;
            if (number.of_invoice) {
                pick_invoice(number.text);
            } else if (number.of_list && scene_.asking()) {
                pick_line(number.value);
            } else {
                pick_entry(number.value);
            }
        }
    }
    void pick_line(long value) {
        const auto count = static_cast<long>(scene_.state.asked.size());
        if (value < 0) value += count + 1;
        if (value < 1 || value > count)
            target_.unknown.push_back(static_cast<std::size_t>(std::max(value, 0L)));
        else
            target_.lines.push_back(static_cast<std::size_t>(value));
    }
    void pick_entry(long value) {
        if (value < 0 && !entries().empty()) value = static_cast<long>(entries().back().number);
        const auto number = static_cast<std::size_t>(std::max(value, 0L));
        if (std::ranges::find(entries(), number, &Entry::number) == entries().end())
            target_.unknown.push_back(number);
        else
            picked_.push_back(number);
    }
    void pick_invoice(const std::string& digits) {
        Filter filter;
        filter.invoice_number = digits;
        const auto found = scene_.ledger.matching(filter);
        picked_.insert(picked_.end(), found.begin(), found.end());
    }

    void periods() {
        const auto found = find_periods(clause_, scene_.today, ledger_year());
        for (const auto& period : found) {
            times_.push_back(period.filter);
            blank(clause_, period.spot);
            any_ = true;
        }
        if (found.size() == 1 && found.front().year_alone) target_.year = found.front().filter.year;
    }

    void wrong_ones() {
        const auto with = [&](std::string_view words, std::vector<DoubtKind> kinds) {
            if (!take_words(clause_, words)) return;
            std::set<std::size_t> numbers;
            for (const auto& doubt : scene_.ledger.doubts())
                if (kinds.empty() || std::ranges::find(kinds, doubt.kind) != kinds.end())
                    numbers.insert(doubt.number);
            tests_.emplace_back(
                [numbers](const Entry& entry) { return numbers.contains(entry.number); });
            any_ = narrow_ = true;
        };
        with(
            "抬头不对|抬头错|抬头有误|抬头错误|抬头不符|购方不对|不是我们公司|不是公司|wrong buyer|"
            "other buyer|not addressed to us|wrong company|wrong company name",
            {DoubtKind::OtherBuyer});
        with("存疑|有疑问|可疑|有问题|不确定|doubtful|uncertain|questionable|suspicious|unclear",
             {});
        if (take_words(clause_, "红字|红冲|负数|credit notes|credit note|red invoices|refunds")) {
            tests_.emplace_back([](const Entry& entry) { return entry.gross().units < 0; });
            any_ = narrow_ = true;
        }
    }

    void amounts() {
        for (const auto& bound : read_amount_bounds(clause_)) {
            // "500 元" where nothing is in yuan means whatever is there.
            const bool of_currency =
                !bound.currency.empty() && (!bound.shared || has_currency(bound.currency));
            tests_.emplace_back([bound, of_currency](const Entry& entry) {
                if (!entry.invoice.gross.has()) return false;
                if (of_currency && entry.invoice.currency.value != bound.currency) return false;
                const auto gross = entry.gross();
                if (bound.low && gross < *bound.low) return false;
                if (bound.high && *bound.high < gross) return false;
                if (bound.above && !(*bound.above < gross)) return false;
                return !bound.below || gross < *bound.below;
            });
            any_ = narrow_ = true;
        }
    }

    void kinds_and_categories() {
        std::vector<const Kind*> said;
        for (const auto& kind : kinds())
            while (const auto spot = find_word(clause_, kind.words)) {
                // "打车" inside a longer name of a category ("市内交通") is the category.
                if (!options_.categories) break;
                blank(clause_, *spot);
                if (std::ranges::find(said, &kind) == said.end()) said.push_back(&kind);
                any_ = narrow_ = true;
            }
        if (options_.categories)
            while (const auto found = find_category(clause_, false)) {
                Filter filter;
                filter.category = found->category;
                categories_.push_back(std::move(filter));
                blank(clause_, found->spot);
                any_ = true;
                if (categories_.size() >= kMaxFilters) break;
            }
        if (said.empty()) return;
        // Kinds are told by the entries themselves; with categories beside them either will do.
        const auto beside = std::exchange(categories_, {});
        tests_.emplace_back([said, beside](const Entry& entry) {
            return std::ranges::any_of(said,
                                       [&](const Kind* kind) { return is_of(*kind, entry); }) ||
                   std::ranges::any_of(beside, [&](const Filter& filter) {
                       return filter.category == entry.category.category;
                   });
        });
    }

    void currencies() {
        for (const auto& [spot, code] : read_currencies(clause_)) {
            if (!has_currency(code)) continue;
            Filter filter;
            filter.currency = code;
            money_.push_back(std::move(filter));
            blank(clause_, spot);
            any_ = true;
        }
    }

    // The longest part of a seller's name that is said; else of a buyer's or of goods'.
    void names() {
        for (int round = 0; round < 4; ++round)
            if (!name_said(&Filter::seller, sellers())) break;
        if (names_.empty()) name_said(&Filter::goods, goods());
        if (names_.empty()) name_said(&Filter::buyer, buyers());
    }
    std::set<std::string> sellers() const {
        std::set<std::string> all;
        for (const auto& entry : entries())
            if (entry.invoice.seller.has()) all.insert(entry.invoice.seller.value);
        return all;
    }
    std::set<std::string> buyers() const {
        std::set<std::string> all;
        for (const auto& entry : entries())
            if (entry.invoice.buyer.has()) all.insert(entry.invoice.buyer.value);
        return all.size() > 1 ? all : std::set<std::string>{};
    }
    std::set<std::string> goods() const {
        std::set<std::string> all;
        for (const auto& entry : entries())
            for (const auto& line : entry.invoice.lines.value)
                if (all.size() < 5'000) all.insert(line.name);
        return all;
    }
    bool name_said(std::string Filter::* member, const std::set<std::string>& all) {
        std::optional<Spot> best;
        std::vector<std::string> meant;
        for (const auto& name : all) {
            const auto spot = shared_part(clause_, language::normalise(name));
            if (!spot) continue;
            const auto size = spot->end - spot->begin;
            const auto longest = best ? best->end - best->begin : 0;
            if (size > longest) meant.clear();
            if (size >= longest) {
                best = spot;
                meant.push_back(name);
            }
        }
        if (!best) return false;
        for (const auto& name : meant) {
            Filter filter;
            filter.*member = name;
            if (names_.size() < kMaxFilters) names_.push_back(std::move(filter));
        }
        blank(clause_, *best);
        any_ = narrow_ = true;
        return true;
    }

    static void merge(Filter& into, const Filter& from) {
        if (from.year) into.year = from.year;
        if (from.month) into.month = from.month;
        if (!from.from.empty()) into.from = from.from;
        if (!from.to.empty()) into.to = from.to;
        if (from.category) into.category = from.category;
        if (!from.seller.empty()) into.seller = from.seller;
        if (!from.buyer.empty()) into.buyer = from.buyer;
        if (!from.goods.empty()) into.goods = from.goods;
        if (!from.file.empty()) into.file = from.file;
        if (!from.currency.empty()) into.currency = from.currency;
    }
    void combine() {
        target_.by_time_or_category = any_ && !narrow_;
        for (auto& file : files_) target_.filters.push_back(std::move(file));
        std::vector<Filter> product;
        for (const auto* part : {&times_, &categories_, &names_, &money_}) {
            if (part->empty()) continue;
            if (product.empty()) product.emplace_back();
            std::vector<Filter> next;
            for (const auto& left : product)
                for (const auto& right : *part) {
                    if (next.size() == kMaxFilters) break;
                    next.push_back(left);
                    merge(next.back(), right);
                }
            product = std::move(next);
        }
        if (!tests_.empty()) {
            const auto numbers = tested(product);
            // Something was named and nothing is it: a filter that fits none, rather than none.
            Filter filter;
            filter.numbers = numbers.empty() ? std::vector<std::size_t>{0} : numbers;
            target_.filters.push_back(std::move(filter));
        } else {
            for (auto& one : product) target_.filters.push_back(std::move(one));
        }
        if (!picked_.empty()) {
            Filter filter;
            filter.numbers = picked_;
            target_.filters.push_back(std::move(filter));
        }
    }
    std::vector<std::size_t> tested(const std::vector<Filter>& product) const {
        std::set<std::size_t> fitting;
        for (const auto& filter : product)
            for (const auto number : scene_.ledger.matching(filter)) fitting.insert(number);
        std::vector<std::size_t> numbers;
        for (const auto& entry : entries()) {
            if (!product.empty() && !fitting.contains(entry.number)) continue;
            if (std::ranges::all_of(tests_, [&](const Test& test) { return test(entry); }))
                numbers.push_back(entry.number);
        }
        return numbers;
    }
};

// "May and the stationery" is both; "taxis in March and April" is what is each.
std::optional<Target> find_both(const Scene& scene, const std::string& clause,
                                const TargetOptions& options) {
    constexpr std::string_view kAnd = "and|和|以及|跟|与|及|、|&";
    const auto spot = find_word(clause, kAnd);
    if (!spot || find_word(clause, kAnd, spot->end)) return std::nullopt;
    std::string left = clause.substr(0, spot->begin);
    std::string right = clause.substr(spot->end);
    Finder first(scene, left, options);
    Finder second(scene, right, options);
    auto both = first.run();
    const auto other = second.run();
    const auto one_way = [](unsigned ways) { return ways != 0 && (ways & (ways - 1)) == 0; };
    if (!one_way(first.ways()) || !one_way(second.ways()) || first.ways() == second.ways() ||
        both.rest || other.rest || !both.lines.empty() || !other.lines.empty())
        return std::nullopt;
    both.filters.insert(both.filters.end(), other.filters.begin(), other.filters.end());
    both.by_time_or_category = both.by_time_or_category && other.by_time_or_category;
    both.year.reset();
    return both;
}

}  // namespace

Target find_target(const Scene& scene, std::string& clause, const TargetOptions& options) {
    if (auto both = find_both(scene, clause, options)) {
        clause.clear();
        return *std::move(both);
    }
    return Finder(scene, clause, options).run();
}

std::vector<std::size_t> numbers_of(const Scene& scene, const Target& target) {
    std::set<std::size_t> numbers;
    if (target.all)
        for (const auto& entry : scene.ledger.entries()) numbers.insert(entry.number);
    for (const auto& filter : target.filters)
        for (const auto number : scene.ledger.matching(filter)) numbers.insert(number);
    for (const auto line : target.lines) numbers.insert(scene.state.asked[line - 1].number);
    return {numbers.begin(), numbers.end()};
}

}  // namespace errand::skills::ledger
