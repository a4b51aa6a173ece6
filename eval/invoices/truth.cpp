#include "eval/invoices/truth.hpp"

#include <fmt/format.h>

#include <fstream>

namespace errand::eval::invoices {

namespace fs = std::filesystem;

Result<std::string> read_bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (!in && !in.eof())
        return fail(ErrorCode::NotFound, fmt::format("{} cannot be read", path.string()));
    return bytes;
}

bool is_about(const std::string& found, const std::string& file) {
    return found == file || found.starts_with(file + "/");
}

Result<std::vector<Row>> read_truth(const fs::path& path) {
    ERRAND_TRY(const auto bytes, read_bytes(path));
    ERRAND_TRY(const auto parsed, json::parse(bytes));
    if (!parsed.is_array()) return fail(ErrorCode::Invalid, "the truth is not a list");
    std::vector<Row> rows;
    for (const auto& one : parsed.get_array()) {
        Row row;
        row.file = json::string_at(one, "file");
        row.kind = json::string_at(one, "kind");
        row.same_as = json::string_at(one, "same_as");
        if (const auto* truth = json::find(one, "truth"); truth != nullptr && truth->is_object())
            row.truth = truth->get_object();
        if (const auto* findings = json::find(one, "findings"); findings != nullptr) {
            ERRAND_TRY(row.findings, json::decode<std::vector<std::string>>(*findings));
        }
        if (const auto* allowed = json::find(one, "allowed"); allowed != nullptr) {
            ERRAND_TRY(row.allowed, json::decode<std::vector<std::string>>(*allowed));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

About read_about(const fs::path& beside) {
    About about;
    const auto bytes = read_bytes(beside.parent_path() / "about.json");
    if (!bytes) return about;
    const auto parsed = json::parse(*bytes);
    if (!parsed) return about;
    about.buyer_tax_id = json::string_at(*parsed, "buyer_tax_id");
    if (const auto* year = json::find(*parsed, "year"); year != nullptr && year->is_int64())
        about.year = static_cast<int>(year->get_int64());
    return about;
}

}  // namespace errand::eval::invoices
