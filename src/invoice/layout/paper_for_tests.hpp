// Owns: pages for tests, word by word, and the Chinese forms on them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "document/sight.hpp"
#include "invoice/layout/layout.hpp"
#include "language/letters.hpp"

namespace errand::invoice {

inline constexpr double kSize = 9;

// Words at places, as wide as such letters are.
class Paper {
  public:
    explicit Paper(double width = 600, double height = 400) {
        page_.width = width, page_.height = height;
    }

    Paper& at(double left, double top, std::string_view text) {
        const language::Letters letters(text);
        double width = 0;
        for (std::size_t one = 0; one < letters.size(); ++one)
            width += letters.written(one) >= 0x2E80 ? kSize : kSize / 2;
        page_.words.push_back({std::string(text), left, top, left + width, top + kSize, 100});
        return *this;
    }
    // Each character a word of its own, one under the other.
    Paper& down(double left, double top, std::string_view text, double step = 14) {
        const language::Letters letters(text);
        for (std::size_t one = 0; one < letters.size(); ++one)
            at(left, top + step * static_cast<double>(one), letters.said(one, one + 1));
        return *this;
    }
    Paper& recognised(int confidence) {
        page_.from_picture = true;
        for (auto& word : page_.words) word.confidence = confidence;
        return *this;
    }
    const document::Page& page() const { return page_; }

  private:
    document::Page page_;
};

inline Invoice only(const std::vector<document::Page>& pages) {
    const auto found = layout::read_pages(pages);
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Invoice{} : found.front();
}
inline Invoice only(const Paper& paper) {
    return only(std::vector{paper.page()});
}

inline std::string money(const MoneyField& field) {
    return field.has() ? to_string(field.value) : "-";
}

// The old form; labels spaced, upright, and values a little lower than they.
inline Paper vat_form() {
    Paper paper;
    paper.at(195, 22, "湖北增值税电子普通发票")
        .at(432, 23, "发票代码:")
        .at(475, 24, "042001700112")
        .at(432, 37, "发票号码:07007198")
        .at(432, 51, "开票日期:")
        .at(475, 52, "2018")
        .at(497, 52, "年03")
        .at(517, 52, "月23日")
        .at(432, 66, "校")
        .at(446, 66, "验")
        .at(458, 66, "码:")
        .at(475, 67, "12636")
        .at(502, 67, "66602")
        .at(530, 67, "23329")
        .at(557, 67, "27910");
    paper.down(29, 90, "购买方", 15).down(350, 93, "密码区", 15);
    paper.at(48, 86, "名").at(93, 86, "称:").at(110, 86, "武汉市车城物流有限公司");
    paper.at(369, 86, "030243319>1*+9*239+").at(48, 100, "纳税人识别号:");
    paper.at(110, 102, "914201007483062457").at(48, 115, "地址、电话:");
    paper.at(110, 116, "武汉经济技术开发区车城大道7号");
    paper.at(68, 148, "货物或应税劳务、服务名称").at(191, 148, "规格型号").at(250, 148, "单位");
    paper.at(290, 148, "数量").at(345, 148, "单价").at(410, 148, "金").at(440, 148, "额");
    paper.at(480, 148, "税率").at(531, 148, "税").at(549, 148, "额");
    paper.at(25, 162, "*餐饮服务*工作餐").at(195, 162, "200").at(295, 162, "2");
    paper.at(340, 162, "143.115").at(442, 162, "286.23").at(487, 162, "3%").at(560, 162, "8.59");
    paper.at(66, 258, "合").at(100, 258, "计").at(435, 258, "￥286.23").at(558, 258, "￥8.59");
    paper.at(54, 276, "价税合计（大写）").at(160, 276, "贰佰玖拾肆元捌角贰分");
    paper.at(458, 276, "（小写）").at(500, 276, "￥294.82");
    paper.down(29, 302, "销售方", 15).down(350, 304, "备注", 27);
    paper.at(48, 296, "名").at(93, 296, "称:").at(110, 297, "湖北随岳南高速公路有限公司");
    paper.at(48, 309, "纳税人识别号:").at(108, 312, "91420000753416406R");
    paper.at(318, 353, "开").at(331, 353, "票").at(345, 353, "人:").at(367, 353, "尹晨");
    return paper;
}

// The fully digital form: parties beside one another. `swapped`: the seller stands on the left.
inline Paper digital_form(bool swapped, bool blocks = true) {
    Paper paper;
    const double buyer = swapped ? 320 : 30;
    const double seller = swapped ? 30 : 320;
    paper.at(220, 30, "电子发票（普通发票）").at(420, 36, "发票号码：");
    paper.at(468, 36, "24112000000012345678").at(420, 52, "开票日期：");
    paper.at(468, 52, "2024年01月05日");
    if (blocks) paper.down(buyer, 84, "购买方信息", 9.5).down(seller, 84, "销售方信息", 9.5);
    paper.at(buyer + 14, 90, "名称：").at(buyer + 44, 90, "甲（北京）有限公司");
    paper.at(seller + 14, 90, "名称：乙丙餐饮管理有限公司");
    paper.at(buyer + 14, 118, "统一社会信用代码/纳税人识别号：91110108MA01ABCD2X");
    paper.at(seller + 14, 118, "统一社会信用代码/纳税人识别号：91310115MA1K4XYZ0L");
    paper.at(30, 150, "项目名称").at(300, 150, "金额").at(400, 150, "税率/征收率");
    paper.at(520, 150, "税额").at(30, 165, "*餐饮服务*餐费").at(300, 165, "100.00");
    paper.at(410, 165, "6%").at(525, 165, "6.00").at(60, 250, "合").at(110, 250, "计");
    paper.at(295, 250, "¥100.00").at(520, 250, "¥6.00").at(40, 270, "价税合计（大写）");
    paper.at(160, 270, "⊗壹佰零陆圆整").at(420, 270, "（小写）").at(470, 270, "¥106.00");
    return paper;
}

}  // namespace errand::invoice
