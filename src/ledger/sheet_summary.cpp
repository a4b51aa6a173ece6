// Sums by month and category, each currency and each year by itself, with charts.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "ledger/sheets.hpp"

namespace errand::ledger {
namespace {

using invoice::Day;
using invoice::Decimal;

constexpr lxw_col_t kMonths = 12;
constexpr lxw_col_t kTotalColumn = kMonths + 1;
constexpr lxw_col_t kShareColumn = kMonths + 2;
constexpr lxw_row_t kChartRows = 19;
constexpr int kUndated = 0;

struct Block {
    std::string currency;
    int year = kUndated;
    // Of the categories that occur: the sum of each month, those of no day in the first.
    std::map<Category, std::array<Decimal, kMonths>> sums;
};

std::vector<Block> blocks_of(const Plan& plan) {
    std::vector<Block> all;
    for (const auto& currency : plan.currencies) {
        std::map<int, Block> years;
        for (const auto* entry : plan.counted) {
            if (entry->invoice.currency.value != currency) continue;
            const auto& date = entry->invoice.date;
            const int year = date.has() ? static_cast<int>(date.value.year()) : kUndated;
            auto& block = years[year];
            block.currency = currency;
            block.year = year;
            const auto month = date.has() ? static_cast<unsigned>(date.value.month()) - 1 : 0;
            auto& sum = block.sums[entry->category.category][month];
            sum = sum + entry->gross();
        }
        // What has no day comes last.
        for (auto& [year, block] : years)
            if (year != kUndated) all.push_back(std::move(block));
        if (years.contains(kUndated)) all.push_back(std::move(years[kUndated]));
    }
    return all;
}

Decimal sum_of(const std::array<Decimal, kMonths>& months) {
    Decimal total;
    for (const auto& one : months) total = total + one;
    return total;
}

class Summary {
  public:
    Summary(Plan& plan, lxw_worksheet* sheet) : plan_(plan), book_(plan.book), sheet_(sheet) {}

    void title() {
        book_.put(sheet_, {0, 0},
                  book_.say("按月 × 类别汇总(价税合计)", "By month and category (totals with tax)"),
                  Look::Title);
        ::worksheet_set_row(sheet_, 0, 28, nullptr);
        book_.put(sheet_, {1, 0},
                  book_.say("各币种分别汇总,互不相加;公式取自台账,改动台账后自动更新",
                            "Each currency by itself, never added together; formulas over the "
                            "ledger's sheet, which follow its changes"),
                  Look::Subtitle);
        row_ = 3;
    }

    void currencies() {
        const auto own = plan_.ledger.setting().currency;
        const std::array<std::string, 6> heads{
            std::string(book_.say("币种", "Currency")),
            std::string(book_.say("张数", "Invoices")),
            std::string(book_.say("金额", "Net")),
            std::string(book_.say("税额", "Tax")),
            std::string(book_.say("价税合计", "Total")),
            fmt::format(fmt::runtime(book_.zh() ? "折合 {}" : "In {}"), own)};
        for (lxw_col_t at = 0; at < heads.size(); ++at)
            book_.put(sheet_, {row_, at}, heads[at], Look::Header);
        ++row_;
        const auto totals = plan_.ledger.totals();
        for (const auto& currency : plan_.currencies) {
            const auto total = std::ranges::find(totals, currency, &Total::currency);
            if (total != totals.end()) currency_row(*total);
        }
        ++row_;
    }

    // The block's first row; the chart of the first block is below it.
    void block(const Block& block, bool with_charts) {
        heading(block);
        const auto first = row_;
        for (const auto& [category, months] : block.sums) category_row(block, category, months);
        const auto last = row_ - 1;
        total_row(block, first, last);
        if (with_charts) charts(block, first, last);
        row_ += 2;
    }

    void finish() {
        ::worksheet_set_column(sheet_, 0, 0, book_.zh() ? 16 : 27, nullptr);
        ::worksheet_set_column(sheet_, 1, kMonths, static_cast<double>(widest_), nullptr);
        ::worksheet_set_column(sheet_, kTotalColumn, kTotalColumn, static_cast<double>(widest_) + 2,
                               nullptr);
        ::worksheet_set_column(sheet_, kShareColumn, kShareColumn, 8, nullptr);
        book_.lay_out(sheet_, plan_.names.summary, {3, 1}, LXW_ROW_MAX);
    }

  private:
    // The cell that says the currency: what a document says stands in no formula.
    std::string which(const std::string& currency) const {
        const auto found = cells_.find(currency);
        return found == cells_.end() ? "\"=\"" : found->second;
    }

    void money(At at, const std::string& formula, Decimal shown, Look look) {
        const auto digits = static_cast<int>(invoice::to_string(shown).size());
        widest_ = std::max(widest_, digits + digits / 3 + 2);
        book_.put_formula(sheet_, at, formula, to_double(shown), look);
    }

    void currency_row(const Total& total) {
        if (!total.currency.empty()) cells_[total.currency] = name_of({row_, 0});
        const auto only = fmt::format("{},{}", plan_.range("currency"), which(total.currency));
        book_.put(sheet_, {row_, 0},
                  total.currency.empty() ? book_.say("(未知)", "(unknown)")
                                         : std::string_view(total.currency),
                  Look::Text);
        book_.put_formula(sheet_, {row_, 1}, fmt::format("=COUNTIFS({})", only),
                          static_cast<double>(total.invoices), Look::Count);
        lxw_col_t column = 2;
        for (const auto& [key, value] : {std::pair("net", total.net), std::pair("tax", total.tax),
                                         std::pair("gross", total.gross)})
            money({row_, column++}, fmt::format("=SUMIFS({},{})", plan_.range(key), only), value,
                  Look::Money);
        converted(total.currency, only);
        ++row_;
    }

    // Only where every invoice of the currency can be converted: half a sum would mislead. What
    // those in the own currency may lack is the amount.
    void converted(const std::string& currency, const std::string& only) {
        const auto& own = plan_.ledger.setting().currency;
        Decimal sum;
        bool whole = true;
        for (const auto* entry : plan_.counted) {
            if (entry->invoice.currency.value != currency) continue;
            whole = whole && entry->invoice.gross.has() && (currency == own || entry->rate);
            sum = sum + (currency == own ? entry->gross() : entry->converted());
        }
        const std::string lacking(currency == own ? book_.say("缺金额", "no amount")
                                                  : book_.say("缺汇率", "no rate"));
        const auto formula = fmt::format("=IF(COUNTIFS({0},{1},\"\")=0,SUMIFS({1},{0}),\"{2}\")",
                                         only, plan_.range("converted"), lacking);
        if (whole)
            money({row_, 5}, formula, sum, Look::Money);
        else
            book_.put_formula(sheet_, {row_, 5}, formula, lacking, Look::Money);
    }

    void heading(const Block& block) {
        const auto when = block.year == kUndated
                              ? std::string(book_.say("无开票日期", "Without a date"))
                              : fmt::format(fmt::runtime(book_.zh() ? "{} 年" : "{}"), block.year);
        const auto currency = block.currency.empty()
                                  ? std::string(book_.say("币种未知", "unknown currency"))
                                  : block.currency;
        book_.put(sheet_, {row_++, 0}, fmt::format("{} · {}", when, currency), Look::Strong);
        header_ = row_;
        book_.put(sheet_, {row_, 0}, book_.say("费用类别", "Category"), Look::Header);
        if (block.year != kUndated)
            for (lxw_col_t month = 1; month <= kMonths; ++month)
                book_.put(sheet_, {row_, month},
                          Day(std::chrono::year(block.year), std::chrono::month(month),
                              std::chrono::day(1)),
                          Look::Month);
        book_.put(sheet_, {row_, total_column(block)}, book_.say("合计", "Total"), Look::Header);
        book_.put(sheet_, {row_, share_column(block)}, book_.say("占比", "Share"), Look::Header);
        ++row_;
    }

    static lxw_col_t total_column(const Block& block) {
        return block.year == kUndated ? 1 : kTotalColumn;
    }
    static lxw_col_t share_column(const Block& block) {
        return block.year == kUndated ? 2 : kShareColumn;
    }

    std::string sums_of(const Block& block, const std::string& more) const {
        return fmt::format("SUMIFS({},{},{}{})", plan_.range("gross"), plan_.range("currency"),
                           which(block.currency), more);
    }
    std::string of_category() const {
        return fmt::format(",{},{}", plan_.range("category"), name_of({row_, 0}, false, true));
    }

    void category_row(const Block& block, Category category,
                      const std::array<Decimal, kMonths>& months) {
        book_.put(sheet_, {row_, 0}, ledger::name_of(category, book_.language()), Look::Text);
        const auto total = sum_of(months);
        const auto at = total_column(block);
        if (block.year == kUndated) {
            money(
                {row_, at},
                "=" + sums_of(block, of_category() + fmt::format(",{},\"=\"", plan_.range("date"))),
                total, Look::Money);
        } else {
            for (lxw_col_t month = 1; month <= kMonths; ++month) {
                const auto head = name_of({header_, month}, true, false);
                const auto days = fmt::format(",{0},\">=\"&{1},{0},\"<\"&EDATE({1},1)",
                                              plan_.range("date"), head);
                money({row_, month}, "=" + sums_of(block, of_category() + days), months[month - 1],
                      Look::Money);
            }
            money({row_, at},
                  fmt::format("=SUM({}:{})", name_of({row_, 1}, false, false),
                              name_of({row_, kMonths}, false, false)),
                  total, Look::Money);
        }
        shares_.push_back({row_, total});
        ++row_;
    }

    void total_row(const Block& block, lxw_row_t first, lxw_row_t last) {
        const auto at = total_column(block);
        book_.put(sheet_, {row_, 0}, book_.say("合计", "Total"), Look::TotalText);
        Decimal whole;
        for (lxw_col_t column = 1; column <= at; ++column) {
            Decimal sum;
            for (const auto& [category, months] : block.sums)
                sum = sum + (column == at ? sum_of(months) : months[column - 1]);
            money({row_, column},
                  fmt::format("=SUM({}:{})", name_of({first, column}, false, false),
                              name_of({last, column}, false, false)),
                  sum, Look::TotalMoney);
            if (column == at) whole = sum;
        }
        book_.put_blank(sheet_, {row_, share_column(block)}, Look::TotalText);
        const auto total = name_of({row_, at});
        for (const auto& [row, sum] : shares_) {
            const double share = whole.units == 0 ? 0 : to_double(sum) / to_double(whole);
            book_.put_formula(sheet_, {row, share_column(block)},
                              fmt::format("=IF({1}=0,0,{0}/{1})", name_of({row, at}), total), share,
                              Look::Share);
        }
        shares_.clear();
        ++row_;
        check_row(block, total);
    }

    // The same sum, not by way of the categories: what stands under a category that has no row here
    // shows itself.
    void check_row(const Block& block, const std::string& total) {
        const auto days = block.year == kUndated
                              ? fmt::format(",{},\"=\"", plan_.range("date"))
                              : fmt::format(",{0},\">=\"&{1},{0},\"<\"&EDATE({1},12)",
                                            plan_.range("date"), name_of({header_, 1}));
        book_.put(sheet_, {row_, 0}, book_.say("与台账核对", "Against the ledger"), Look::Text);
        book_.put_formula(sheet_, {row_, total_column(block)},
                          fmt::format("=ROUND({}-{},2)", sums_of(block, days), total), 0.0,
                          Look::Check);
        ++row_;
    }

    void charts(const Block& block, lxw_row_t first, lxw_row_t last) {
        ++row_;
        if (block.year != kUndated) by_month(block, first, last);
        by_category(block, first, last);
        row_ += kChartRows;
    }

    void by_month(const Block& block, lxw_row_t first, lxw_row_t last) {
        auto* chart = ::workbook_add_chart(book_.raw(), LXW_CHART_COLUMN_STACKED);
        if (chart == nullptr) return;
        const auto& sheet = plan_.names.summary;
        for (auto row = first; row <= last; ++row) {
            auto* series = ::chart_add_series(chart, nullptr, nullptr);
            ::chart_series_set_categories(series, sheet.c_str(), header_, 1, header_, kMonths);
            ::chart_series_set_values(series, sheet.c_str(), row, 1, row, kMonths);
            ::chart_series_set_name_range(series, sheet.c_str(), row, 0);
            lxw_chart_fill fill{};
            fill.color = colour_of(row - first);
            ::chart_series_set_fill(series, &fill);
        }
        const auto title = fmt::format(fmt::runtime(book_.zh() ? "各月费用({})" : "By month ({})"),
                                       block.currency);
        ::chart_title_set_name(chart, title.c_str());
        ::chart_title_set_name_font(chart, font(12, true));
        ::chart_axis_set_num_format(chart->x_axis, book_.zh() ? "m\"月\"" : "mmm");
        ::chart_axis_set_num_format(chart->y_axis, "#,##0");
        ::chart_axis_set_num_font(chart->x_axis, font(9, false));
        ::chart_axis_set_num_font(chart->y_axis, font(9, false));
        quiet_grid(chart->y_axis);
        ::chart_legend_set_position(chart, LXW_CHART_LEGEND_RIGHT);
        ::chart_legend_set_font(chart, font(9, false));
        ::chart_set_series_gap(chart, 60);
        place(chart, 0, 760);
    }

    void by_category(const Block& block, lxw_row_t first, lxw_row_t last) {
        auto* chart = ::workbook_add_chart(book_.raw(), LXW_CHART_BAR);
        if (chart == nullptr) return;
        const auto& sheet = plan_.names.summary;
        auto* series = ::chart_add_series(chart, nullptr, nullptr);
        const auto at = total_column(block);
        ::chart_series_set_categories(series, sheet.c_str(), first, 0, last, 0);
        ::chart_series_set_values(series, sheet.c_str(), first, at, last, at);
        lxw_chart_fill fill{};
        fill.color = colour_of(0);
        ::chart_series_set_fill(series, &fill);
        ::chart_series_set_labels(series);
        ::chart_series_set_labels_num_format(series, "#,##0");
        ::chart_series_set_labels_font(series, font(9, false));
        const auto title = fmt::format(
            fmt::runtime(book_.zh() ? "各类费用({})" : "By category ({})"), block.currency);
        ::chart_title_set_name(chart, title.c_str());
        ::chart_title_set_name_font(chart, font(12, true));
        // In a bar chart the library's y axis is that of the categories; the first one on top. The
        // labels say the values, so that the other axis needs none.
        ::chart_axis_set_num_font(chart->y_axis, font(9, false));
        ::chart_axis_set_reverse(chart->y_axis);
        ::chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
        ::chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
        ::chart_axis_set_major_tick_mark(chart->x_axis, LXW_CHART_AXIS_TICK_MARK_NONE);
        lxw_chart_line none{};
        none.none = LXW_TRUE;
        ::chart_axis_set_line(chart->x_axis, &none);
        ::chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        ::chart_set_series_gap(chart, 50);
        place(chart, block.year == kUndated ? 0 : 9, 480);
    }

    void place(lxw_chart* chart, lxw_col_t column, int width) {
        lxw_chart_options options{};
        options.x_scale = width / 480.0;
        options.y_scale = kChartRows * 20 / 288.0 * 0.95;
        options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
        ::worksheet_insert_chart_opt(sheet_, row_, column, chart, &options);
    }

    static void quiet_grid(lxw_chart_axis* axis) {
        lxw_chart_line line{};
        line.color = 0xE5E7EB;
        line.width = 0.75;
        ::chart_axis_major_gridlines_set_line(axis, &line);
    }

    lxw_chart_font* font(double size, bool bold) {
        font_ = {};
        font_.size = size;
        font_.bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE;
        font_.color = 0x374151;
        return &font_;
    }

    // Neighbours differ in hue and in lightness, so that they differ in grey too.
    static lxw_color_t colour_of(std::size_t at) {
        constexpr std::array<lxw_color_t, 19> kColours{
            0x1F4E79, 0xF2A65A, 0x4A9D8E, 0xC8553D, 0x9DB4C0, 0x6D597A, 0xE9C46A,
            0x588157, 0xB56576, 0x8ECAE6, 0x7F5539, 0x00798C, 0xD4A5A5, 0x4D4D4D,
            0xA7C957, 0x3D5A80, 0xEE964B, 0x83C5BE, 0xADB5BD};
        return kColours[at % kColours.size()];
    }

    Plan& plan_;
    Book& book_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
    lxw_row_t header_ = 0;
    int widest_ = 10;
    lxw_chart_font font_{};
    std::vector<std::pair<lxw_row_t, Decimal>> shares_;
    std::map<std::string, std::string> cells_;  // where a currency stands in the first table
};

}  // namespace

void write_summary_sheet(Plan& plan, lxw_worksheet* sheet) {
    Summary summary(plan, sheet);
    summary.title();
    summary.currencies();
    bool first = true;
    for (const auto& block : blocks_of(plan)) {
        summary.block(block, first);
        first = false;
    }
    summary.finish();
}

}  // namespace errand::ledger
