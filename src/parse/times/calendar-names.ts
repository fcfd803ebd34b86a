/** Month names as written in dates ("27 октября"), January first, one line per language: English and its short forms, German, … */
const MONTH_NAMES = [
  "january february march april may june july august september october november december",
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "- - - - - - - - sept - - -",
  "januar februar märz april mai juni juli august september oktober november dezember",
  "- - mrz - - - - - - okt - dez",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "janv févr - avr - - juil - - - - déc",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "januari februari maart april mei juni juli augustus september oktober november december",
  "januari februari mars april maj juni juli augusti september oktober november december",
  "januar februar marts april maj juni juli august september oktober november desember",
  "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
  "ledna února března dubna května června července srpna září října listopadu prosince",
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
  "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
];
/** Weekday names, Monday first. */
const WEEKDAY_NAMES = [
  "monday tuesday wednesday thursday friday saturday sunday",
  "mon tue wed thu fri sat sun",
  "- tues weds thurs - - -",
  "- - - thur - - -",
  "montag dienstag mittwoch donnerstag freitag samstag sonntag",
  "lundi mardi mercredi jeudi vendredi samedi dimanche",
  "lunes martes miércoles jueves viernes sábado domingo",
  "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
  "lunedì martedì mercoledì giovedì venerdì sabato domenica",
  "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
  "måndag tisdag onsdag torsdag fredag lördag söndag",
  "mandag tirsdag onsdag torsdag fredag lørdag søndag",
  "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
  "poniedziałek wtorek środa czwartek piątek sobota niedziela",
  "pondělí úterý středa čtvrtek pátek sobota neděle",
  "понедельник вторник среда четверг пятница суббота воскресенье",
  "понеділок вівторок середа четвер пʼятниця субота неділя",
  "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
];

/** The month, 1 to 12, by its name in lower case. */
export const MONTHS = numbersByName(MONTH_NAMES);
/** The weekday, 1 for Monday to 7 for Sunday, by its name in lower case. */
export const WEEKDAYS = numbersByName(WEEKDAY_NAMES);

/** Names as alternatives of a regular expression, the longest first. */
export function alternatives(names: ReadonlyMap<string, number>): string {
  return [...names.keys()].sort((a, b) => b.length - a.length).join("|");
}

function numbersByName(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line) =>
      line.split(" ").flatMap((name, index) => (name === "-" ? [] : [[name, index + 1] as const])),
    ),
  );
}
