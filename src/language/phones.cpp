#include "language/phones.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "language/internet.hpp"
#include "language/phone_groups.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

// E.164, of June 2020: shared codes once.
constexpr std::array<std::string_view, 216> kCallingCodes = {
    "1",   "20",  "211", "212", "213", "216", "218", "220", "221", "222", "223", "224", "225",
    "226", "227", "228", "229", "230", "231", "232", "233", "234", "235", "236", "237", "238",
    "239", "240", "241", "242", "243", "244", "245", "246", "247", "248", "249", "250", "251",
    "252", "253", "254", "255", "256", "257", "258", "260", "261", "262", "263", "264", "265",
    "266", "267", "268", "269", "27",  "290", "291", "297", "298", "299", "30",  "31",  "32",
    "33",  "34",  "350", "351", "352", "353", "354", "355", "356", "357", "358", "359", "36",
    "370", "371", "372", "373", "374", "375", "376", "377", "378", "379", "380", "381", "382",
    "383", "385", "386", "387", "389", "39",  "40",  "41",  "420", "421", "423", "43",  "44",
    "45",  "46",  "47",  "48",  "49",  "500", "501", "502", "503", "504", "505", "506", "507",
    "508", "509", "51",  "52",  "53",  "54",  "55",  "56",  "57",  "58",  "590", "591", "592",
    "593", "594", "595", "596", "597", "598", "599", "60",  "61",  "62",  "63",  "64",  "65",
    "66",  "670", "672", "673", "674", "675", "676", "677", "678", "679", "680", "681", "682",
    "683", "685", "686", "687", "688", "689", "690", "691", "692", "7",   "81",  "82",  "84",
    "850", "852", "853", "855", "856", "86",  "870", "878", "880", "881", "882", "883", "886",
    "888", "90",  "91",  "92",  "93",  "94",  "95",  "960", "961", "962", "963", "964", "965",
    "966", "967", "968", "970", "971", "972", "973", "974", "975", "976", "977", "979", "98",
    "992", "993", "994", "995", "996", "998", "800", "808"};

struct Extension {
    std::size_t end = 0;
    std::string digits;
};

// "x123", "ext. 123", "转8001", "分机 12" behind a number.
std::optional<Extension> read_extension(const Letters& text, std::size_t at) {
    static constexpr std::array<std::string_view, 8> words = {"extension", "ext.", "ext", "转分机",
                                                              "分机号",    "分机", "x",   "#"};
    const auto blanks = [&](std::size_t from) {
        while (from < at + 16 && is_blank(text[from])) ++from;
        return from;
    };
    auto word = blanks(at);
    if (text[word] == U',') word = blanks(word + 1);
    std::size_t begin = 0;
    if (text.reads(word, "转") && is_digit(text[blanks(word + 1)])) begin = blanks(word + 1);
    for (const auto known : words)
        if (begin == 0 && text.reads(word, known)) begin = blanks(word + length(known));
    const auto end = text.digits_end(begin);
    // A sign alone needs more digits than a word: "12345678x9" is a sum.
    const bool sign = text[word] == U'#' || (text[word] == U'x' && !is_latin(text[word + 1]));
    if (begin == 0 || end < begin + (sign ? 3 : 1) || end - begin > 5 || is_word(text[end]))
        return std::nullopt;
    return Extension{end, text.folded(begin, end)};
}

// "card number is", "account:", "卡号是", "订单号": what follows is no telephone number.
bool called_otherwise(const Letters& text, std::size_t at) {
    const auto back = [&](std::size_t from, std::string_view word) {
        const auto size = length(word);
        return from >= size && text.reads(from - size, word) ? from - size : from;
    };
    const auto blanks = [&](std::size_t from) {
        while (from > 0 && is_blank(text[from - 1])) --from;
        return from;
    };
    auto from = blanks(at);
    for (const std::string_view word : {":", "is", "是", "为"}) from = blanks(back(from, word));
    for (const std::string_view word : {"number", "no.", "#"}) from = blanks(back(from, word));
    static constexpr std::array<std::string_view, 17> names = {
        "account", "card", "order", "omb",    "passport", "卡号",       "账号",   "帐号", "账户",
        "订单号",  "单号", "订单",  "身份证", "身份证号", "身份证号码", "护照号", "编号"};
    return std::ranges::any_of(names, [&](auto name) { return back(from, name) != from; });
}

bool may_follow_digits(char32_t c) {
    static constexpr std::u32string_view units = U"/+#*:%=_@$€£¥元块美万亿人个次台件";
    return !is_word(c) && !units.contains(c);
}

class Finder {
  public:
    explicit Finder(std::string_view whole)
        : text_(whole), taken_(text_.size() + 1), begins_(bytes_to_characters(whole)) {
        for (const auto& url : find_urls(whole)) take(url.place);
        for (const auto& mail : find_emails(whole)) take(mail.place);
    }

    std::vector<Phone> all() {
        std::vector<Phone> found;
        for (std::size_t at = 0; at < text_.size();) {
            const auto c = text_[at];
            const bool opens = is_digit(c) || c == U'+' || c == U'(';
            if (!opens || taken_[at]) {
                ++at;
                continue;
            }
            const auto groups = read_digit_groups(text_, at);
            at = groups.empty() ? at + 1 : read(groups, found);
        }
        return found;
    }

  private:
    std::vector<std::size_t> bytes_to_characters(std::string_view whole) const {
        std::vector<std::size_t> made(whole.size() + 1, text_.size());
        for (std::size_t at = 0; at < text_.size(); ++at) {
            const auto bytes = text_.place(at, at + 1);
            std::fill(made.begin() + static_cast<std::ptrdiff_t>(bytes.begin),
                      made.begin() + static_cast<std::ptrdiff_t>(bytes.end), at);
        }
        return made;
    }
    void take(const Place& bytes) {
        for (auto at = begins_[bytes.begin]; at < begins_[bytes.end]; ++at) taken_[at] = true;
    }

    // The longest number that begins with the first of the groups. One past it, or past what cannot
    // begin one.
    std::size_t read(const std::vector<DigitGroup>& groups, std::vector<Phone>& found) const {
        for (auto count = groups.size(); count > 0; --count) {
            const std::span some(groups.data(), count);
            const auto shape = shape_of(some);
            if (shape.is_other) return some.back().end;
            if (!shape.is_phone || !may_begin(some) || hexadecimal(some)) continue;
            const auto end = some.back().end;
            const auto extension = read_extension(text_, end);
            if (!extension && !may_end(end)) continue;
            Phone phone;
            phone.place = text_.place(some.front().begin, extension ? extension->end : end);
            phone.country_code = shape.country_code;
            phone.digits = shape.national;
            phone.confidence = shape.confidence;
            if (shape.extension_last) phone.extension = some.back().digits;
            if (extension) phone.extension = extension->digits;
            found.push_back(std::move(phone));
            return extension ? extension->end : end;
        }
        return groups.front().end;
    }

    bool may_begin(std::span<const DigitGroup> groups) const {
        const auto begin = groups.front().begin;
        const auto before = text_.before(begin);
        const bool plain = groups.size() == 1 && !groups.front().plus;
        if (called_otherwise(text_, begin)) return false;
        if (is_digit(before)) return false;
        if (is_word(before)) return groups.front().plus;
        switch (before) {
            case U'-':
                return !plain && !is_word(text_.before(begin - 1));
            case U'.':
            case U'/':
            case U'+':
            case U'*':
            case U'#':
            case U'=':
            case U'%':
            case U'$':
            case U'€':
            case U'£':
            case U'¥':
                return false;
            case U')':
                return !groups.front().plus;
            case U',':
                return !plain || !is_digit(text_.before(begin - 1)) || groups.front().size() > 6;
            case U':':
                return is_latin(last_word(begin - 1)) || is_han(last_word(begin - 1));
            default:
                return true;
        }
    }
    // The character before the blanks before `at`.
    char32_t last_word(std::size_t at) const {
        while (at > 0 && is_blank(text_[at - 1])) --at;
        return text_.before(at);
    }

    bool may_end(std::size_t end) const {
        const auto next = text_[end];
        const auto after = text_[end + 1];
        if (next == U'-') return !is_word(after);
        if (next == U'.') return !is_digit(after);
        return may_follow_digits(next);
    }

    // Pairs of digits in a row of hexadecimal pairs: "00 10 00 31 46 D9 E9 11".
    bool hexadecimal(std::span<const DigitGroup> groups) const {
        if (groups.size() < 3) return false;
        if (std::ranges::any_of(groups, [](const auto& group) { return group.size() != 2; }))
            return false;
        const auto pair = [&](std::size_t at) {
            return is_hex(text_[at]) && is_hex(text_[at + 1]) && !is_word(text_[at + 2]);
        };
        const auto end = groups.back().end;
        const auto begin = groups.front().begin;
        return (is_blank(text_[end]) && pair(end + 1)) ||
               (begin >= 3 && is_blank(text_[begin - 1]) && pair(begin - 3));
    }

    Letters text_;
    std::vector<bool> taken_;
    std::vector<std::size_t> begins_;  // of each byte, its character
};

}  // namespace

bool is_calling_code(std::string_view digits) {
    return std::ranges::find(kCallingCodes, digits) != kCallingCodes.end();
}

std::string Phone::dialled() const {
    return country_code.empty() ? digits : "+" + country_code + digits;
}

std::vector<Phone> find_phones(std::string_view text) {
    return Finder(text).all();
}

}  // namespace errand::language
