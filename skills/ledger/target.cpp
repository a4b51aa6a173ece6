#include "skills/ledger/target.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "language/text.hpp"
#include "skills/ledger/buyers.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/name_parts.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/words.hpp"
#include "skills/ledger/wrong_ones.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Entry;
using errand::ledger::Filter;

using Test = std::function<bool(const Entry&)>;

class Finder {
  public:
    Finder(const Scene& scene, std::string& clause, const TargetOptions& options)
        : scene_(scene), clause_(clause), options_(options) {}

    Target run() {
        files();
        other_buyers_said();
        take_rest();
        periods();
        numbers();
        wrong_ones();
        amounts();
        kinds_and_categories();
        currencies();
        buyers_said();
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
    std::string whole_ = clause_;
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

    void take_rest() {
        target_.rest = take_words(
            clause_,
            "其余的|其余|剩下的|剩余的|剩下|剩余|其他的都|其他都|其他的|其它的|别的都|别的公司的|"
            "别的公司|"
            "其他公司的|其他公司|别家的|别家|"
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
            any_ = narrow_ = target_.by_number = true;
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
        const auto found = find_periods(clause_, scene_.today, year_of(scene_));
        for (const auto& period : found) {
            times_.push_back(period.filter);
            blank(clause_, period.spot);
            blank(clause_, period.also);
            any_ = target_.by_time = true;
        }
        const bool one_year = std::ranges::all_of(found, [&](const Period& period) {
            return period.year_alone && period.filter.year == found.front().filter.year;
        });
        if (!found.empty() && one_year) target_.year = found.front().filter.year;
    }

    void wrong_ones() {
        const auto add = [&](const std::set<std::size_t>& numbers) {
            tests_.emplace_back(
                [numbers](const Entry& entry) { return numbers.contains(entry.number); });
            any_ = narrow_ = target_.by_doubt = true;
        };
        for (const auto& one : find_wrong(scene_, clause_)) add(one);
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

    // "开给别家公司的": not made out to whom most are.
    void other_buyers_said() {
        if (!take_other_buyers(clause_)) return;
        const auto numbers = other_buyers(scene_);
        tests_.emplace_back(
            [numbers](const Entry& entry) { return numbers.contains(entry.number); });
        any_ = narrow_ = target_.by_doubt = true;
    }

    // "抬头是甲公司的", "made out to Larkin": by the buyer's name alone, however short it is said.
    void buyers_said() {
        const auto said = made_out_to(clause_);
        if (!said) return;
        std::set<std::string> all;
        for (const auto& entry : entries())
            if (entry.invoice.buyer.has()) all.insert(entry.invoice.buyer.value);
        auto name = clause_.substr(said->end);
        // "抬头不是本公司" is told by the checks.
        if (has_word(name, "us|our company|我们|本公司|我司|公司的") && all.size() < 2) return;
        std::string before(said->end, ' ');
        auto whole = std::exchange(clause_, before + name);
        const auto known = names_.size();
        const bool found = name_said(&Filter::buyer, all);
        clause_ = std::move(whole);
        blank(clause_, {said->begin, clause_.size()});
        if (found || names_.size() > known) return;
        // Named, and nobody is called so.
        tests_.emplace_back([](const Entry&) { return false; });
        any_ = narrow_ = true;
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
        if (member == &Filter::goods)
            keep_exact(meant, clause_.substr(best->begin, best->end - best->begin));
        for (const auto& name : meant) {
            Filter filter;
            filter.*member = name;
            if (names_.size() < kMaxFilters) names_.push_back(std::move(filter));
        }
        blank(clause_, *best);
        any_ = narrow_ = true;
        return true;
    }

    // "服务费" is the goods of that name, rather than 客运服务费; and what is asked about rather
    // than what is not.
    void keep_exact(std::vector<std::string>& meant, const std::string& said) const {
        const auto keep = [&](auto fits) {
            std::vector<std::string> kept;
            std::ranges::copy_if(meant, std::back_inserter(kept), fits);
            if (!kept.empty()) meant = std::move(kept);
        };
        if (meant.size() < 2) return;
        keep([&](const std::string& name) {
            const auto star = name.rfind('*');
            return language::normalise(star == std::string::npos ? name : name.substr(star + 1)) ==
                   said;
        });
        if (meant.size() < 2 || !scene_.asking()) return;
        keep([&](const std::string& name) {
            Filter filter;
            filter.goods = name;
            const auto numbers = scene_.ledger.matching(filter);
            return std::ranges::any_of(scene_.state.asked, [&](const Asked& asked) {
                return std::ranges::find(numbers, asked.number) != numbers.end();
            });
        });
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
    // "第4张的50块", "number 2, the taxi": what else is said of an entry must be so, unless it is
    // one more thing ("第4张和打车的").
    bool picked_alone(const std::vector<Filter>& product) {
        auto numbers = picked_;
        for (const auto line : target_.lines)
            numbers.push_back(scene_.state.asked[line - 1].number);
        if (numbers.empty() || (product.empty() && tests_.empty())) return false;
        if (has_word(whole_, "和|以及|跟|与|及|还有|、|,|and|&|plus|also|as well as")) return false;
        const auto fitting = tested(product);
        target_.contradicts = !std::ranges::all_of(numbers, [&](std::size_t number) {
            return std::ranges::find(fitting, number) != fitting.end();
        });
        return true;
    }
    void combine() {
        target_.by_time_or_category = any_ && !narrow_;
        target_.narrowed = narrow_ || !categories_.empty() || !money_.empty();
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
        if (!times_.empty()) find_undated();
        if (picked_alone(product)) {
            // By their numbers they are known already.
        } else if (!tests_.empty()) {
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
    void find_undated() {
        const auto fits = [&](const std::vector<Filter>& part, std::size_t number) {
            return part.empty() || std::ranges::any_of(part, [&](const Filter& filter) {
                       const auto numbers = scene_.ledger.matching(filter);
                       return std::ranges::find(numbers, number) != numbers.end();
                   });
        };
        for (const auto& entry : entries()) {
            if (entry.invoice.date.has() ||
                !std::ranges::all_of(tests_, [&](const Test& test) { return test(entry); }))
                continue;
            if (fits(categories_, entry.number) && fits(names_, entry.number) &&
                fits(money_, entry.number))
                target_.undated.push_back(entry.number);
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
std::optional<Target> find_both(const Scene& scene, std::string& clause,
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
    both.undated.insert(both.undated.end(), other.undated.begin(), other.undated.end());
    both.by_time_or_category = both.by_time_or_category && other.by_time_or_category;
    both.year.reset();
    clause = left + " " + right;
    return both;
}

}  // namespace

Target find_target(const Scene& scene, std::string& clause, const TargetOptions& options) {
    if (auto both = find_both(scene, clause, options)) return *std::move(both);
    return Finder(scene, clause, options).run();
}

}  // namespace errand::skills::ledger
