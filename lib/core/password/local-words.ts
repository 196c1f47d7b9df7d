/** Words that a person guessing a member's password would try first, and that no published list has. */

/** The product, the portal, the societies and what is written on an insurance card. */
const serviceWords = `hitotoki kosmo kosumo cosmo kenpo kempo kenko kenkou hoken hokensho hokenjo kumiai kenpokumiai
  kenkohoken kenkouhoken kenkohokenkumiai kenkouhokenkumiai shakaihoken kokuho kokumin kyokai kyoukai kyosai kyousai
  kanyusha kanyuusha hihokensha kigo bango kigobango mynumber mainanba mainabaa portal potaru pootaru communication web
  login roguin rogin otp totp wantaimu onetime onetimepassword pasuwado pasuwaado password passcode masuta masutaa
  masutapasuwado masutaapasuwaado master ansho anshou ansyo anshobango mima himitsu secret authenticator insurance
  society member chrome edge windows pasokon keitai`;

/** The same as they are written in Japanese. */
const serviceWordsJapanese = `ひととき 健康 保険 健康保険 健康保険組合 健康保険証 保険証 組合 健保 健保組合 社会保険 国民健康保険 加入者
  被保険者 記号 番号 暗証番号 秘密 共済 協会けんぽ けんぽ けんこう ほけん くみあい パスワード ぱすわーど マスター ますたー ポータル
  ぽーたる コスモ こすも ログイン ろぐいん ワンタイム ワンタイムパスワード マイナンバー`;

/** Greetings, everyday phrases and favourites, in letters. */
const everydayWords = `ohayo ohayou ohayogozaimasu ohayougozaimasu konnichiwa konnichiha konbanwa konbanha sayonara
  sayounara arigato arigatou arigatogozaimasu arigatougozaimasu oyasumi oyasuminasai itadakimasu gochisosama tadaima
  okaeri okaerinasai hajimemashite yoroshiku yoroshikuonegaishimasu onegai onegaishimasu daisuki aishiteru sukidesu
  daijobu daijoubu ganbaru ganbare ganbatte genki watashi watashino boku ore anata namae watashinonamae kazoku okasan
  okaasan otosan otousan obasan obaasan ojisan ojiisan musuko musume mago magochan kodomo inu neko wanko nyanko sakura
  himawari momiji fujisan nihon nippon nihongo tokyo toukyou osaka oosaka kyoto kyouto nagoya yokohama hokkaido
  okinawa fukuoka sapporo kobe koube hiroshima sendai natsu haru aki fuyu hanabi matsuri onsen sushi ramen raamen
  sashimi tempura gohan misoshiru ocha nihonshu biiru yakyu yakyuu kyojin giants hanshin tigers dragons carp golf gorufu
  pokemon doraemon totoro pikachu anpanman kitty mario naruto onepiece gundam ultraman ichi ni san shi go roku nana hachi
  kyu ju ichinisan aiueo kakikukeko abcde iroha irohanihoheto chirinuruwo getsu ka sui moku kin do nichi getsuyobi
  nichiyobi ureshii tanoshii kirei kawaii shiawase egao kibou yume ai kokoro inochi heiwa`;

const everydayWordsJapanese = `おはよう おはようございます こんにちは こんばんは さようなら ありがとう ありがとうございます おやすみ
  いただきます よろしく よろしくお願いします お願いします 大好き 愛してる 頑張る 元気 私 わたし 僕 名前 なまえ 家族 お母さん お父さん
  息子 娘 孫 子供 犬 猫 ねこ いぬ 桜 さくら ひまわり 富士山 日本 日本語 東京 大阪 京都 名古屋 横浜 北海道 沖縄 福岡 札幌 神戸 広島
  仙台 春 夏 秋 冬 花火 祭り 温泉 寿司 野球 巨人 阪神 広島カープ いろはにほへと あいうえお かきくけこ 田中 佐藤 鈴木 高橋 山田 伊藤
  渡辺 山本 中村 小林 加藤 吉田 佐々木 太郎 花子 平和 希望 夢 心 愛 幸せ 笑顔 昭和 平成 令和 月曜日 火曜日 水曜日 木曜日 金曜日`;

/** The rows of the kana on a Japanese keyboard, from left to right. */
const keyboardRows = `ぬふあうえおやゆよわほ たていすかんなにらせ ちとしはきくまのりれけ つさそひこみもねるめ たていすかん ちとしはきく つさそひこみ`;

/** Sentences that stand in our own advice or in everybody's memory: whole, they are worth nothing. */
const knownPhrases = `yamadenshamidoritamago riverlanternsevenpotato correcthorsebatterystaple`;

const list = (text: string): readonly string[] => text.split(/\s+/);

/** Words of the service itself: a password made of nothing else is refused, however long. */
export const SERVICE_WORDS: readonly string[] = [...list(serviceWords), ...list(serviceWordsJapanese)];

/** Everyday words beyond the published lists. */
export const EVERYDAY_WORDS: readonly string[] = [
  ...list(everydayWords),
  ...list(everydayWordsJapanese),
  ...list(keyboardRows),
];

/** Phrases without spaces or hyphens. */
export const KNOWN_PHRASES: readonly string[] = list(knownPhrases);
