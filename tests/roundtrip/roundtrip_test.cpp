// Made invoices are read back: what is drawn, written and packed apart from the readers comes out
// as it went in, every file ends in something, and what is wrong is found. `errand-make-invoices`
// and `errand eval-invoices` do the same at any size.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "eval/invoices/measure.hpp"
#include "invoice/desk.hpp"
#include "synthetic/folder.hpp"

namespace errand {
namespace {

namespace fs = std::filesystem;
using synthetic::Form;

class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "errand-roundtrip-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

fs::path program() {
    std::error_code failed;
    return fs::read_symlink("/proc/self/exe", failed).parent_path() / "errand-documents";
}

eval::invoices::Report read_back(const synthetic::Order& order) {
    const Folder folder;
    const auto set = synthetic::make_set(order);
    const auto written = synthetic::write_set(set, order, folder.path());
    EXPECT_TRUE(written) << (written ? "" : written.error().message);
    auto report = eval::invoices::measure(folder.path(), folder.path() / "truth.json", program());
    EXPECT_TRUE(report) << (report ? "" : report.error().message);
    return report ? *std::move(report) : eval::invoices::Report{};
}

// In thousandths.
std::size_t share(const std::map<std::string, eval::invoices::Tally>& fields) {
    std::size_t right = 0;
    std::size_t of = 0;
    for (const auto& [name, tally] : fields) right += tally.right, of += tally.of;
    return of == 0 ? 0 : right * 1000 / of;
}

void expect_whole(const eval::invoices::Report& report) {
    const auto shown = eval::invoices::text(report, 40);
    EXPECT_EQ(report.silent, 0U) << shown;
    EXPECT_EQ(report.false_duplicates, 0U) << shown;
    EXPECT_EQ(report.missed_duplicates, 0U) << shown;
}

TEST(RoundTrip, DataComesBackWhole) {
    const auto report = read_back({.seed = 20250101,
                                   .count = 60,
                                   .forms = {Form::Hybrid, Form::Ofd, Form::Xml, Form::Signed}});
    expect_whole(report);
    EXPECT_EQ(share(report.fields), 1000U) << eval::invoices::text(report, 40);
    EXPECT_TRUE(report.unexpected.empty()) << eval::invoices::text(report, 40);
}

TEST(RoundTrip, PagesComeBack) {
    const auto report = read_back({.seed = 20250102, .count = 40, .forms = {Form::Pdf}});
    expect_whole(report);
    EXPECT_GE(share(report.fields), 980U) << eval::invoices::text(report, 40);
}

TEST(RoundTrip, WhatIsWrongIsFound) {
    const auto report =
        read_back({.seed = 20250103,
                   .count = 60,
                   .faults = true,
                   .forms = {Form::Pdf, Form::Hybrid, Form::Ofd, Form::Xml, Form::Signed}});
    expect_whole(report);
    EXPECT_GE(share(report.fields), 980U) << eval::invoices::text(report, 40);
    EXPECT_EQ(share(report.expected), 1000U) << eval::invoices::text(report, 40);
}

TEST(RoundTrip, WhatIsCutOffSaysSo) {
    invoice::Desk desk(program());
    for (const auto form : {Form::Ofd, Form::Xml, Form::Signed}) {
        const auto set = synthetic::make_set({.seed = 20250104, .count = 1, .forms = {form}});
        const auto& whole = set.files.front();
        for (const std::size_t tenths : {3U, 6U, 9U}) {
            const auto reading =
                desk.read(whole.name, whole.bytes.substr(0, whole.bytes.size() * tenths / 10));
            EXPECT_FALSE(reading.findings.empty()) << whole.name << " at " << tenths;
        }
    }
}

TEST(Made, TheSameSeedMakesTheSame) {
    const synthetic::Order order{.seed = 7, .count = 8, .forms = {Form::Pdf, Form::Ofd, Form::Xml}};
    const auto one = synthetic::make_set(order);
    const auto other = synthetic::make_set(order);
    ASSERT_EQ(one.files.size(), other.files.size());
    for (std::size_t at = 0; at < one.files.size(); ++at) {
        EXPECT_EQ(one.files[at].truth, other.files[at].truth);
        EXPECT_EQ(one.files[at].bytes.size(), other.files[at].bytes.size());
    }
}

}  // namespace
}  // namespace errand
